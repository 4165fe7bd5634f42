# a dtype that is a whole row

import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, dtype=np.dtype(("<f8", (columns,))), mode="r", offset=offset, shape=(rows,))
    return t.mean(axis=0) + 0.0
