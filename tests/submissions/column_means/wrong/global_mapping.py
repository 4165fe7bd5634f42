# keeps the mapping in a global name
# breaks: nothing_left; help: left_mapped

import numpy as np

tables = []


def column_means(path, rows, columns, offset):
    tables.append(np.memmap(path, np.float64, "r", offset, (rows, columns)))
    return tables[-1].mean(axis=0)
