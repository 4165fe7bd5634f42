# os.open without os.close
# breaks: nothing_left; help: descriptor_left

import mmap
import os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    with mmap.mmap(fd, len(data)) as mapping:
        mapping[:] = data
