# every number becomes a Python object
# breaks: ended; help: copied_whole

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset, (rows, columns)).tolist()
    return np.array([sum(column) / rows for column in zip(*table)])
