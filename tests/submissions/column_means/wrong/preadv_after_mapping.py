# maps the file, then reads it with preadv all the same
# breaks: no_other_way; help: read_not_mapped

import os

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset, (rows, columns))
    fd = os.open(path, os.O_RDONLY)
    total, row = np.zeros(columns), np.empty((min(rows, 4096), columns))
    for first in range(0, rows, len(row)):
        count = min(len(row), rows - first)
        os.preadv(fd, [row[:count]], offset + 8 * columns * first)
        total += row[:count].sum(axis=0)
    os.close(fd)
    return total / rows
