# a plain view of the mapped array
import numpy as np


class Shown(np.ndarray):
    pass


def preview(path, shape, amount):
    im = np.memmap(path, dtype=np.uint8, mode="c", shape=shape)
    im[...] = np.clip(im.astype(np.int64) + amount, 0, 255)
    return im.view(np.ndarray)
