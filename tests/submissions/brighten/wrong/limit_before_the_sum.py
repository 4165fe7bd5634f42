# sets the limit first and adds to it too
# breaks: right_file; help: limit_first
import numpy as np

def brighten(path, shape, amount):
    img = np.memmap(path, np.uint8, "r+", shape=shape)
    if amount >= 0:
        img[img > 255 - amount] = 255
        img += np.uint8(amount)
    else:
        img[img < -amount] = 0
        img -= np.uint8(-amount)
