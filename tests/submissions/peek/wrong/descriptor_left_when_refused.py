# leaves its descriptor open when it refuses a window
# breaks: nothing_left; help: descriptor_left

import mmap, os


def peek(path, offset, length):
    fd = os.open(path, os.O_RDONLY)
    if offset < 0 or length < 0 or offset + length > os.fstat(fd).st_size:
        raise ValueError
    if not length:
        os.close(fd)
        return b""
    skip = offset % mmap.PAGESIZE
    with mmap.mmap(fd, skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as m:
        os.close(fd)
        return m[skip:]
