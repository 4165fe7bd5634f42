# posix_fallocate makes a file longer, never shorter
# breaks: exact_length; help: old_end_kept

import mmap, os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    os.posix_fallocate(fd, 0, len(data))
    with mmap.mmap(fd, len(data)) as m:
        m[:] = data
    os.close(fd)
