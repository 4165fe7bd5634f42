# mode r cannot be stored to
# breaks: ended; help: read_only

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
