# no dtype, so bytes
# breaks: right_array; help: other_dtype

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, mode="r", offset=offset, shape=(rows, columns)).mean(axis=0)
