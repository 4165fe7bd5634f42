# a negative Python integer and uint8
# breaks: ended; help: amount_overflows

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image[...] = np.clip(image + amount, 0, 255)
