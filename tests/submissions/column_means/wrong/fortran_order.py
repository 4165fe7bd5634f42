# column after column
# breaks: right_array; help: wrong_place

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset, (rows, columns), "F").mean(axis=0)
