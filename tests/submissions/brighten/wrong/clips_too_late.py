# clips what has wrapped already
# breaks: right_file; help: wrapped
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    im[:] = np.clip(im + np.uint8(amount % 256), 0, 255)
