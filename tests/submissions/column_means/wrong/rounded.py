# rounds the means
# breaks: right_array; help: lost_digits

import numpy as np
def column_means(path, rows, columns, offset):
    t = np.memmap(path, dtype=np.float64, mode="r", offset=offset, shape=(rows, columns))
    return np.array(t.mean(axis=0)).round(6)
