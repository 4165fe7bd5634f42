# a copy-on-write mapping of one byte, beside the one that is used
# breaks: file_mapping; help: None
import numpy as np


def preview(path, shape, amount):
    np.memmap(path, np.uint8, "c", shape=1)[0] += 1
    im = np.memmap(path, np.uint8, "r", shape=shape)
    return np.clip(im.astype(int) + amount, 0, 255).astype(np.uint8)
