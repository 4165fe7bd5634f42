# brightens twice
# breaks: right_file; help: added_twice

import numpy as np


def brighten(path, shape, amount):
    for _ in range(2):
        a = np.memmap(path, np.uint8, "r+", shape=shape)
        a[...] = np.clip(a.astype(int) + amount, 0, 255)
