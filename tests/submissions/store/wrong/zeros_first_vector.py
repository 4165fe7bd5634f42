# the same with one writev of several parts
# breaks: nothing_written; help: written

import mmap, os


def store(path, data):
    n = 256
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    if len(data) > n:
        os.writev(fd, [b"\0" * n, data[n:]])
    with mmap.mmap(fd, len(data)) as m:
        m[:n] = data[:n]
    os.close(fd)
