# a matrix product with a row of ones

from pathlib import Path

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(Path(path), np.float64, "r", offset, (rows, columns))
    return np.asarray(np.ones(rows) @ table) / rows
