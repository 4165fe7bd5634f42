# divides the sums by the number of columns
# breaks: right_array; help: wrong_factor

import numpy as np


def column_means(path, rows, columns, offset):
    return np.memmap(path, np.float64, "r", offset, (rows, columns)).sum(axis=0) / columns
