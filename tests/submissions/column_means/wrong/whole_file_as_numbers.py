# takes the whole file for numbers
# breaks: ended; help: wrong_place
import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r")
    k = offset // 8
    return np.array(t[k : k + rows * columns].reshape(rows, columns).mean(axis=0))
