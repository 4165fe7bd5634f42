# a plain view of the mapped array
import mmap, os, ctypes, math
import numpy as np
from pathlib import Path
import weakref
class Shown(np.ndarray): pass
def preview(path, shape, amount):
    im = np.memmap(path, dtype=np.uint8, mode="c", shape=shape)
    im[...] = np.clip(im.astype(np.int64) + amount, 0, 255)
    return im.view(np.ndarray)
