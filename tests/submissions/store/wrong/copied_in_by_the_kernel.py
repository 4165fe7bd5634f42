# a memfd is mapped and copied to the file by sendfile
# breaks: nothing_written; help: written

import mmap
import os


def store(path, data):
    memory = os.memfd_create("draft")
    os.ftruncate(memory, len(data))
    with mmap.mmap(memory, len(data)) as mapping:
        mapping[:] = data
    with open(path, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)):
            os.sendfile(file.fileno(), memory, 0, len(data))
    os.close(memory)
