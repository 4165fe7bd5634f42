# keeps a copy-on-write mapping in a global name
# breaks: nothing_left; help: left_mapped

import numpy as np

table = None


def column_means(path, rows, columns, offset):
    global table
    table = np.memmap(path, np.float64, "c", offset, (rows, columns))
    return table.mean(axis=0)
