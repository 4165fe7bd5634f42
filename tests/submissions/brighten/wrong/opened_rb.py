# a shared writable mapping of a file opened rb
# breaks: ended; help: read_only

import mmap


def brighten(path, shape, amount):
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 1
