# a numpy.memmap for each block, at its own offset

import numpy as np


def column_means(path, rows, columns, offset):
    s = np.zeros(columns)
    for i in range(0, rows, 5000):
        k = min(5000, rows - i)
        s += np.memmap(path, np.float64, "r", offset + i * columns * 8, (k, columns)).sum(axis=0)
    return s / rows
