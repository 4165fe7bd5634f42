# leaves the last, shorter block out
# breaks: right_array; help: rows_weighed

import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    s = np.zeros(columns)
    for i in range(rows // 1000):
        s += t[i * 1000 : (i + 1) * 1000].sum(axis=0)
    return s / rows
