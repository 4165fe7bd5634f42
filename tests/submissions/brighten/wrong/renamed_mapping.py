# fills a new file through a mapping, and renames it over the old one
# breaks: file_mapping; help: other_file

import numpy as np, os, math


def brighten(path, shape, amount):
    old = np.memmap(path, np.uint8, "r")
    new = np.memmap(str(path) + ".new", np.uint8, "w+", shape=old.shape)
    n = math.prod(shape)
    new[:] = old
    new[:n] = np.clip(old[:n].astype(int) + amount, 0, 255)
    new.flush()
    os.replace(str(path) + ".new", path)
