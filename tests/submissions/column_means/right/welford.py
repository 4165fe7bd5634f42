# a running mean, row by row

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset=offset, shape=(rows, columns))
    mean = np.zeros(columns)
    for count, row in enumerate(table.view(np.ndarray), 1):
        mean += (row - mean) / count
    return mean
