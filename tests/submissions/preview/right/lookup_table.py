# a table of 256 entries, taken into an ACCESS_COPY mapping

import mmap, math, numpy as np


def preview(path, shape, amount):
    with open(path, "rb") as f:
        m = mmap.mmap(f.fileno(), math.prod(shape), access=mmap.ACCESS_COPY)
    a = np.frombuffer(m, np.uint8).reshape(shape)
    np.take(np.clip(np.arange(256) + amount, 0, 255).astype(np.uint8), a, out=a)
    return a
