# leaves a descriptor of os.open behind
# breaks: nothing_left; help: descriptor_left

import mmap, os, math, numpy as np


def preview(path, shape, amount):
    m = mmap.mmap(os.open(path, os.O_RDONLY), math.prod(shape), access=mmap.ACCESS_COPY)
    a = np.frombuffer(m, np.uint8).reshape(shape)
    a[...] = np.clip(a.astype(int) + amount, 0, 255)
    return a
