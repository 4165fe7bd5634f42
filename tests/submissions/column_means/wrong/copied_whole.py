# a mapping, copied into an ordinary array
# breaks: ended; help: copied_whole

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.array(np.memmap(path, np.float64, "r", offset, (rows, columns)))
    return table.mean(axis=0)
