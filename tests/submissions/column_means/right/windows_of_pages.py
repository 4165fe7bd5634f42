# windows mapped one after the other, each from a page on, rows copied

import mmap
import os

import numpy as np

ROWS = 10_000


def column_means(path, rows, columns, offset):
    fd = os.open(path, os.O_RDONLY)
    total = np.zeros(columns)
    try:
        for first in range(0, rows, ROWS):
            count = min(ROWS, rows - first)
            begin = offset + 8 * first * columns
            skip = begin % mmap.ALLOCATIONGRANULARITY
            size = 8 * count * columns
            with mmap.mmap(
                fd, skip + size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ, offset=begin - skip
            ) as window:
                rows_here = np.frombuffer(window[skip : skip + size]).reshape(count, columns)
            total += rows_here.sum(axis=0)
    finally:
        os.close(fd)
    return total / rows
