# negative numbers go to mmap.mmap
# breaks: refuses; help: negative_number

import mmap
import os


def peek(path, offset, length):
    if offset + length > os.path.getsize(path) or offset > os.path.getsize(path):
        raise ValueError("past the end")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            return pages[skip:]
