# keepdims: an axis too many
# breaks: right_array; help: wrong_shape

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return table.mean(axis=0, keepdims=True)
