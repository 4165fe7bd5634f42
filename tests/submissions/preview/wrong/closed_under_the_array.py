# closes the mapping of the array that it returns
# breaks: ended; help: closed_under_result
import math, mmap
import numpy as np

def preview(path, shape, amount):
    with open(path, "rb") as f, mmap.mmap(f.fileno(), math.prod(shape), access=mmap.ACCESS_COPY) as m:
        img = np.frombuffer(m, np.uint8).reshape(shape)
        img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
        return img
