# clips at 254
# breaks: right_file; help: off_by_one
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    im[:] = np.clip(im.astype(int) + amount, 0, 254)
