# np.fromfile, some rows at a time: small enough, but no mapping
# breaks: file_mapping; help: read_not_mapped

import numpy as np


def column_means(path, rows, columns, offset):
    total = np.zeros(columns)
    for first in range(0, rows, 5000):
        count = min(5000, rows - first)
        part = np.fromfile(path, np.float64, count * columns, offset=offset + 8 * first * columns)
        total += part.reshape(count, columns).sum(axis=0)
    return total / rows
