# a length of 0 goes to mmap.mmap
# breaks: zero_length; help: zero_is_all

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            return pages[skip:]
