# forgets to return
# breaks: right_array; help: no_array

import numpy as np


def preview(path, shape, amount):
    a = np.memmap(path, np.uint8, "c", shape=shape)
    a[...] = np.clip(a.astype(int) + amount, 0, 255)
