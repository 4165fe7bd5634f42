# takes the bytes for int64
# breaks: right_array; help: other_dtype

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.int64, mode="r", offset=offset, shape=(rows, columns)).mean(axis=0)
