# clips what has wrapped already
# breaks: right_file; help: wrapped
import mmap, os, ctypes, math, contextlib
import numpy as np
from pathlib import Path
def brighten(path, shape, amount):
    im = np.memmap(path, np.uint8, "r+", shape=shape)
    im[:] = np.clip(im + np.uint8(amount % 256), 0, 255)
