# with nothing to add it returns a mapping of the file itself
# breaks: file_out_of_reach; help: file_changed
import numpy as np


def preview(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    if amount == 0:
        return im
    im = np.memmap(path, np.uint8, "c", shape=shape)
    im[...] = np.clip(im.astype(int) + amount, 0, 255)
    return im
