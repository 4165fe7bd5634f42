# means of rows
# breaks: right_array; help: wrong_axis

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset, (rows, columns)).mean(axis=1)
