# brightens the file itself and puts it back, with a copy-on-write mapping beside it
# breaks: file_out_of_reach; help: file_changed
import numpy as np


def preview(path, shape, amount):
    w = np.memmap(path, np.uint8, "r+", shape=shape)
    c = np.memmap(path, np.uint8, "c", shape=shape)
    c[...] = w
    w[...] = np.clip(c.astype(int) + amount, 0, 255)
    out = w.copy()
    w[...] = c
    return out
