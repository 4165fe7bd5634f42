# written by pwritev in two parts, and mapped for show
# breaks: nothing_written; help: written

import mmap
import os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    with mmap.mmap(fd, len(data)):
        os.pwritev(fd, [data[:1], data[1:]], 0)
    os.close(fd)
