# close() while a memoryview is alive
# breaks: ended; help: closed_under_view

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        mapping = mmap.mmap(file.fileno(), len(data))
        view = memoryview(mapping)
        view[:] = data
        mapping.close()
