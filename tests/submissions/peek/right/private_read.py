# MAP_PRIVATE with PROT_READ; the descriptor is closed early; seek and read

import mmap
import os


class OutsideTheFile(ValueError):
    pass


def peek(path, offset, length):
    fd = os.open(path, os.O_RDONLY)
    try:
        size = os.lseek(fd, 0, os.SEEK_END)
        if not 0 <= offset <= offset + length <= size:
            raise OutsideTheFile(offset, length)
        if not length:
            return b""
        page = os.sysconf("SC_PAGESIZE")
        start, skip = offset // page * page, offset % page
        pages = mmap.mmap(fd, skip + length, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ, offset=start)
    finally:
        os.close(fd)
    pages.seek(skip)
    window = pages.read(length)
    pages.close()
    return window
