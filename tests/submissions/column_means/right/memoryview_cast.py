# a memoryview cast to d, without NumPy's arithmetic

import mmap, numpy as np, array


def column_means(path, rows, columns, offset):
    skip = offset % mmap.PAGESIZE
    n = rows * columns * 8
    s = [0.0] * columns
    with (
        open(path, "rb") as f,
        mmap.mmap(f.fileno(), skip + n, access=mmap.ACCESS_READ, offset=offset - skip) as m,
    ):
        with memoryview(m) as v, v[skip:] as w, w.cast("d") as d:
            for c in range(columns):
                a = 0.0
                for i in range(c, rows * columns, columns):
                    a += d[i]
                s[c] = a / rows
    return np.array(s)
