# windows in mode c, chunk by chunk, each chunk copied

import numpy as np


def column_means(path, rows, columns, offset):
    total = np.zeros(columns)
    for first in range(0, rows, 65536):
        count = min(65536, rows - first)
        window = np.memmap(path, np.float64, "c", offset + 8 * columns * first, (count, columns))
        total += np.array(window).sum(axis=0)
    return total / rows
