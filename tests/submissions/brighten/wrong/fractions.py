# adds fractions of 255 and cuts them off
# breaks: right_file; help: off_by_one
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    f = im / 255 + amount / 255
    im[:] = (np.clip(f, 0, 1) * 255).astype(np.uint8)
