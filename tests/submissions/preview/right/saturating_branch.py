# two branches that cannot wrap
import numpy as np


def preview(path, shape, amount):
    im = np.memmap(path, np.uint8, mode="c", shape=shape)
    if amount >= 0:
        np.add(np.minimum(im, 255 - amount), amount, out=im, casting="unsafe")
    else:
        np.subtract(np.maximum(im, -amount), -amount, out=im, casting="unsafe")
    return im
