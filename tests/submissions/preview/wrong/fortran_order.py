# a mapping in Fortran order
# breaks: right_array; help: other_order
import mmap, os, ctypes, math
import numpy as np
from pathlib import Path
def preview(path, shape, amount):
    im = np.memmap(path, np.uint8, "c", shape=shape, order="F")
    im[...] = np.clip(im.astype(int) + amount, 0, 255)
    return im
