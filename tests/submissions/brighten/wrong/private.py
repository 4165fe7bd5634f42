# mode c and flush: nothing is saved
# breaks: right_file; help: private_copy

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    image.flush()
