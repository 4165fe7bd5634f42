# takes the amount without its sign
# breaks: right_file; help: other_sign
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    im[:] = np.clip(im.astype(int) + abs(amount), 0, 255)
