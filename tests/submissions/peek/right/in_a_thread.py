# a thread does the work; read and write where that is permitted

import mmap
import os
from concurrent.futures import ThreadPoolExecutor


def look(path, offset, length):
    size = os.path.getsize(path)
    if offset not in range(size + 1) or length not in range(size - offset + 1):
        raise ValueError("window outside of the file")
    if length == 0:
        return b""
    try:
        file = open(path, "r+b")
    except PermissionError:
        file = open(path, "rb")
    with file:
        skip = offset % mmap.PAGESIZE
        with mmap.mmap(file.fileno(), skip + length, prot=mmap.PROT_READ, offset=offset - skip) as pages:
            pages.madvise(mmap.MADV_SEQUENTIAL)
            return pages[skip:]


def peek(path, offset, length):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(look, path, offset, length).result()
