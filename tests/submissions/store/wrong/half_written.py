# one half through the mapping, the other by pwrite
# breaks: nothing_written; help: written

import mmap, os


def store(path, data):
    h = len(data) // 2
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    with mmap.mmap(fd, len(data)) as m:
        m[:h] = data[:h]
    os.pwrite(fd, data[h:], h)
    os.close(fd)
