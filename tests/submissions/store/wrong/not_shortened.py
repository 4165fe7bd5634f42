# an existing longer file keeps its end
# breaks: exact_length; help: old_end_kept

import mmap
import os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT)
    if os.fstat(fd).st_size < len(data):
        os.ftruncate(fd, len(data))
    with mmap.mmap(fd, len(data)) as mapping:
        mapping[:] = data
    os.close(fd)
