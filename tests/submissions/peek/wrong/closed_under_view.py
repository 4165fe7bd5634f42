# the mapping is closed under a view
# breaks: ended; help: closed_under_view

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), skip + length, access=mmap.ACCESS_READ, offset=offset - skip) as pages:
            view = memoryview(pages)
            return bytes(view[skip:])
