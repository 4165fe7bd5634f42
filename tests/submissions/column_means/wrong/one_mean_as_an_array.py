# one mean of all numbers, as an array
# breaks: right_array; help: one_number

import numpy as np
def column_means(path, rows, columns, offset):
    t = np.memmap(path, dtype=np.float64, mode="r", offset=offset, shape=(rows, columns))
    return np.array(t.mean())
