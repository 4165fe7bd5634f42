# einsum
import numpy as np


def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return np.array(np.einsum("ij->j", t) / rows)
