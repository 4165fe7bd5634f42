# maps whole pages as far as the file goes; frombuffer and tobytes

import mmap
import os

import numpy as np


def peek(path, offset, length):
    size = os.stat(path).st_size
    if offset < 0 or length < 0 or size < offset + length:
        raise ValueError
    if length == 0:
        return b""
    page = mmap.PAGESIZE
    start = offset // page * page
    end = min(size, -(-(offset + length) // page) * page)
    with open(path, "rb") as file:
        pages = mmap.mmap(file.fileno(), end - start, access=mmap.ACCESS_READ, offset=start)
    array = np.frombuffer(pages, dtype=np.uint8)
    window = array[offset - start : offset - start + length].tobytes()
    del array
    pages.close()
    return window
