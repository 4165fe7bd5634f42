# one mean of all numbers
# breaks: right_array; help: one_number

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset, (rows, columns)).mean()
