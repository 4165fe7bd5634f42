# saturates in uint8 without a wider type

import mmap

import numpy as np


def brighten(path, shape, amount):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_WRITE)
    image = np.frombuffer(memory, np.uint8, int(np.prod(shape))).reshape(shape)
    if amount >= 0:
        image += np.minimum(np.uint8(amount), 255 - image)
    else:
        image -= np.minimum(np.uint8(-amount), image)
    del image
    memory.close()
