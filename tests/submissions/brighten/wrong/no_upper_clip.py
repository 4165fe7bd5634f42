# clips at 0 only
# breaks: right_file; help: wrapped

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image[...] = np.maximum(image.astype(int) + amount, 0).astype(np.uint8)
