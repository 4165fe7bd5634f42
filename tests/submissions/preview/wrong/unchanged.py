# returns the mapped image as it is
# breaks: right_array; help: never_stored

import numpy as np


def preview(path, shape, amount):
    a = np.memmap(path, np.uint8, "c", shape=shape)
    np.clip(a.astype(int) + amount, 0, 255)
    return a
