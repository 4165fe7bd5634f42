# leaves NaN out
# breaks: right_array; help: nan_hidden

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset, (rows, columns))
    total, count = np.zeros(columns), np.zeros(columns)
    for first in range(0, rows, 1000):
        part = table[first : first + 1000]
        total += np.nansum(part, axis=0)
        count += np.count_nonzero(~np.isnan(part), axis=0)
    return total / count
