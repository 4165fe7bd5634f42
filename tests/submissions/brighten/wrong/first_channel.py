# brightens the first channel only
# breaks: right_file; help: part_left

import numpy as np


def brighten(path, shape, amount):
    a = np.memmap(path, np.uint8, "r+", shape=shape)
    a[..., 0] = np.clip(a[..., 0].astype(int) + amount, 0, 255)
