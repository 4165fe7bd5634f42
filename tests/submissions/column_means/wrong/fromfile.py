# np.fromfile reads the table into memory
# breaks: ended; help: read_not_mapped

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.fromfile(path, np.float64, rows * columns, offset=offset)
    return table.reshape(rows, columns).mean(axis=0)
