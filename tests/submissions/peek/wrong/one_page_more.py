# a page more, to be sure
# breaks: few_pages; help: too_many_pages

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    start = offset // mmap.PAGESIZE * mmap.PAGESIZE
    span = min((length // mmap.PAGESIZE + 2) * mmap.PAGESIZE, os.path.getsize(path) - start)
    with open(path, "rb") as file:
        with mmap.mmap(file.fileno(), span, access=mmap.ACCESS_READ, offset=start) as pages:
            return pages[offset - start : offset - start + length]
