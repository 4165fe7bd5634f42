# the mean of the means of blocks, the last of which is shorter
# breaks: right_array; help: rows_weighed

import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return np.mean([t[i : i + 1000].mean(axis=0) for i in range(0, rows, 1000)], axis=0)
