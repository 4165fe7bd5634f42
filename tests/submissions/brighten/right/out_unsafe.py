# ufuncs with out= and casting="unsafe", row by row

import numpy as np


def brighten(path, shape, amount):
    for row in np.memmap(path, "u1", "r+", shape=tuple(shape)):
        np.clip(row.astype(int) + amount, 0, 255, out=row, casting="unsafe")
