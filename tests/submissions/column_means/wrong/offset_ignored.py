# the table taken from the start of the file
# breaks: right_array; help: wrong_place

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", shape=(rows, columns)).mean(axis=0)
