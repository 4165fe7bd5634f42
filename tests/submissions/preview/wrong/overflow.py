# a negative Python integer and uint8
# breaks: ended; help: amount_overflows

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    image += amount
    return image
