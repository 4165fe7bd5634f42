# calls flush on the copy-on-write mapping, which does nothing

import numpy as np


def preview(path, shape, amount):
    c = np.memmap(path, np.uint8, "c", shape=shape)
    c[...] = np.clip(c.astype(int) + amount, 0, 255)
    c.flush()
    return c
