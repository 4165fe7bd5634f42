# the median
# breaks: right_array; help: another_average
import numpy as np

def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return np.array([np.median(t[:, j]) for j in range(columns)])
