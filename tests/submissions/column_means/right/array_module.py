# reads rows with the array module

import array, mmap
import numpy as np

def column_means(path, rows, columns, offset):
    sums = np.zeros(columns)
    with open(path, "rb") as f:
        with mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
            m.seek(offset)
            for _ in range(rows):
                a = array.array("d")
                a.frombytes(m.read(8 * columns))
                sums += a
    return sums / rows
