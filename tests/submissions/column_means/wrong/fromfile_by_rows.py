# np.fromfile for each row
# breaks: file_mapping; help: read_not_mapped
import numpy as np


def column_means(path, rows, columns, offset):
    s = np.zeros(columns)
    with open(path, "rb") as f:
        f.seek(offset)
        for _ in range(rows):
            s += np.fromfile(f, np.float64, columns)
    return s / rows
