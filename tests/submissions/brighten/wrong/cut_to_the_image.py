# cuts the file to the image
# breaks: right_file; help: other_length

import numpy as np, os, math


def brighten(path, shape, amount):
    os.truncate(path, math.prod(shape))
    a = np.memmap(path, np.uint8, "r+", shape=shape)
    a[...] = np.clip(a.astype(int) + amount, 0, 255)
