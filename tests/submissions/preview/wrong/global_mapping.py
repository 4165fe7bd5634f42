# keeps the private mapping in a cache
# breaks: nothing_left; help: left_mapped

import numpy as np

cache = {}


def preview(path, shape, amount):
    image = cache[path] = np.memmap(path, np.uint8, "c", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
