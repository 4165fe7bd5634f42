# w+b, truncate, default mmap

import mmap


def store(path, data):
    with open(path, "w+b") as file:
        file.truncate(len(data))
        file.flush()
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
