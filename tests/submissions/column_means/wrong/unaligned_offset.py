# mmap.mmap at an offset that is no multiple of the page size
# breaks: ended; help: unaligned_offset

import mmap

import numpy as np


def column_means(path, rows, columns, offset):
    size = 8 * rows * columns
    with open(path, "rb") as file:
        memory = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ, offset=offset)
    return np.frombuffer(memory).reshape(rows, columns).mean(axis=0)
