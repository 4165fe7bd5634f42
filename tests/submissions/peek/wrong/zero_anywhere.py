# a zero length is never refused
# breaks: refuses; help: short_slice

import mmap
import os


def peek(path, offset, length):
    if length == 0:
        return b""
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            return pages[skip:]
