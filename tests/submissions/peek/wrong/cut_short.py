# a window past the end is cut short
# breaks: refuses; help: short_slice

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0:
        raise ValueError("negative")
    end = min(offset + length, os.path.getsize(path))
    if end <= offset:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), end - offset + skip, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            return pages[skip:]
