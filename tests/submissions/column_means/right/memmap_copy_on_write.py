# a numpy.memmap in mode c, which the kernel counts as allocated

import numpy as np


def column_means(path, rows, columns, offset):
    return np.mean(np.memmap(path, "f8", "c", offset, (rows, columns)), axis=0)
