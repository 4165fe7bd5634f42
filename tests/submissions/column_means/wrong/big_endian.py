# numbers of the other byte order
# breaks: right_array; help: other_dtype
import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, ">f8", "r", offset, (rows, columns))
    return np.array(t.mean(axis=0))
