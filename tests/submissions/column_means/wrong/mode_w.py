# mode w+ zeroes the table
# breaks: right_array; help: made_anew

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, dtype=np.float64, mode="w+", offset=offset, shape=(rows, columns))
    return table.mean(axis=0)
