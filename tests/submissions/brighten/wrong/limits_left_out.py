# leaves out what would go over a limit
# breaks: right_file; help: limit_left_out

import numpy as np
def brighten(path, shape, amount):
    img = np.memmap(path, dtype=np.uint8, mode="r+", shape=shape)
    w = img.astype(np.int16) + amount
    img[...] = np.where((w >= 0) & (w <= 255), w, img)
