# a mapping for each page, four thousand of them

import mmap, numpy as np


def column_means(path, rows, columns, offset):
    row = columns * 8
    s = np.zeros(columns)
    n = rows * row
    per = mmap.PAGESIZE // row or 1
    with open(path, "rb") as f:
        for i in range(0, rows, per):
            k = min(per, rows - i)
            at = offset + i * row
            skip = at % mmap.PAGESIZE
            m = mmap.mmap(f.fileno(), skip + k * row, prot=mmap.PROT_READ, offset=at - skip)
            s += np.frombuffer(m, np.float64, k * columns, skip).reshape(k, columns).sum(0)
    return s / rows
