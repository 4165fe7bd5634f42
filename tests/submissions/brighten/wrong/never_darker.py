# takes the amount without its sign
# breaks: right_file; help: other_sign
import mmap, os, ctypes, math, contextlib
import numpy as np
from pathlib import Path
def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    im[:] = np.clip(im.astype(int) + abs(amount), 0, 255)
