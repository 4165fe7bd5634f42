# adds up in float32
# breaks: right_array; help: lost_digits

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return table.mean(axis=0, dtype=np.float32)
