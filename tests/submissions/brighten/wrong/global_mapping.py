# keeps the image in a global name
# breaks: nothing_left; help: left_mapped

import numpy as np


def brighten(path, shape, amount):
    global image
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
