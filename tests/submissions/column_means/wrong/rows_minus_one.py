# divides by one less than there are rows
# breaks: right_array; help: wrong_factor
import numpy as np

def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, "r", offset, (rows, columns))
    return t.sum(0) / max(1, rows - 1)
