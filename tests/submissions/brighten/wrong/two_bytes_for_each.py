# an array of int16 over the file
# breaks: right_file; help: other_length

import numpy as np
def brighten(path, shape, amount):
    img = np.memmap(path, dtype=np.int16, mode="r+", shape=shape)
    img[...] = np.clip(img + amount, 0, 255)
