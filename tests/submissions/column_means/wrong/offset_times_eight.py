# multiplies the offset by 8
# breaks: ended; help: wrong_place

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset * 8, (rows, columns)).mean(axis=0)
