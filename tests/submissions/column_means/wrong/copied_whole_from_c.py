# a mapping in mode c, copied into an ordinary array
# breaks: ended; help: copied_whole

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "c", offset, (rows, columns)).copy().mean(axis=0)
