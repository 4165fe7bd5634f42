# assigns after the with block
# breaks: ended; help: used_after_close

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            pass
        mapping[:] = data
