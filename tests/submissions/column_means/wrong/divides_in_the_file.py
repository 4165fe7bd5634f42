# divides the table in its file, mapped r+
# breaks: kept; help: table_changed

import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r+", offset, (rows, columns))
    t /= rows
    return np.asarray(t.sum(axis=0))
