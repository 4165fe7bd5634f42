# a mapping in Fortran order
# breaks: right_array; help: other_order
import numpy as np


def preview(path, shape, amount):
    im = np.memmap(path, np.uint8, "c", shape=shape, order="F")
    im[...] = np.clip(im.astype(int) + amount, 0, 255)
    return im
