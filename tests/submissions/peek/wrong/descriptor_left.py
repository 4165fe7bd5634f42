# a descriptor stays open where the window is refused
# breaks: nothing_left; help: descriptor_left

import mmap
import os


def peek(path, offset, length):
    fd = os.open(path, os.O_RDONLY)
    if offset < 0 or length < 0 or offset + length > os.fstat(fd).st_size:
        raise ValueError("not inside the file")
    if length == 0:
        os.close(fd)
        return b""
    skip = offset % mmap.PAGESIZE
    with mmap.mmap(fd, skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
        os.close(fd)
        return pages[skip:]
