# takes the shape for height and width
# breaks: ended; help: axes_counted

import numpy as np


def brighten(path, shape, amount):
    height, width = shape
    image = np.memmap(path, np.uint8, "r+", shape=(height, width))
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
