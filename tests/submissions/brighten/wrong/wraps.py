# uint8 arithmetic wraps
# breaks: right_file; help: wrapped

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image[...] = np.clip(image + np.array(amount).astype(np.uint8), 0, 255)
