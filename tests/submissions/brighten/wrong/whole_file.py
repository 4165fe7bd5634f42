# brightens what stands behind the image too
# breaks: right_file; help: too_much

import numpy as np


def brighten(path, shape, amount):
    data = np.memmap(path, np.uint8, "r+")
    data[...] = np.clip(data.astype(int) + amount, 0, 255)
