# gives the name to a new array
# breaks: right_file; help: never_stored

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image = np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
