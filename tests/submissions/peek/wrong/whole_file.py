# the whole file is mapped
# breaks: few_pages; help: too_many_pages

import mmap
import os


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
        return pages[offset : offset + length]
