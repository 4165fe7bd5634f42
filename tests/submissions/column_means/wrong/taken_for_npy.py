# takes the file for a .npy
# breaks: ended; help: wrong_place

import numpy as np
def column_means(path, rows, columns, offset):
    t = np.load(path, mmap_mode="r")
    return t.mean(axis=0)
