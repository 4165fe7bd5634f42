# a list, not an array
# breaks: right_array; help: no_array

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset, (rows, columns)).mean(axis=0).tolist()
