# mappings are kept for the next time
# breaks: nothing_left; help: mapping_left

import mmap
import os

cache = {}


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    skip = offset % mmap.PAGESIZE
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), skip + length, mmap.MAP_PRIVATE, mmap.PROT_READ, offset=offset - skip)
    cache[offset] = pages
    return pages[skip:]
