# a memoryview is returned
# breaks: right_bytes; help: view_returned

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip)
    return memoryview(pages)[skip:]
