# adds modulo 256, then sets what went over or under
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, mode="r+", shape=shape)
    hi = im.astype(np.int16) + np.int16(amount) > 255
    lo = im.astype(np.int16) + np.int16(amount) < 0
    im += np.uint8(amount % 256)
    im[hi] = 255
    im[lo] = 0
