# a read-only numpy.memmap and its own mean

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, dtype=np.float64, mode="r", offset=offset, shape=(rows, columns))
    return table.mean(axis=0)
