# the amount is cut to eight bits
# breaks: right_file; help: other_values
import numpy as np


def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    a = np.array(amount).astype(np.int8)
    im[...] = np.clip(im.astype(np.int16) + a, 0, 255)
