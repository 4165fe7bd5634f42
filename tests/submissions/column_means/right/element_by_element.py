# two loops over single elements of the memmap

import numpy as np


def column_means(path, rows, columns, offset):
    table = np.memmap(path, np.float64, "r", offset=offset, shape=(rows, columns))
    totals = [0.0] * columns
    for i in range(rows):
        for j in range(columns):
            totals[j] += float(table[i, j])
    return np.array([total / rows for total in totals])
