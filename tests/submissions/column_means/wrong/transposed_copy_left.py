# leaves a transposed copy of the table in a second file
# breaks: nothing_left; help: left_file

import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    u = np.memmap(str(path) + ".t", np.float64, "w+", shape=(columns, rows))
    u[...] = t.T
    return np.array(u.mean(axis=1))
