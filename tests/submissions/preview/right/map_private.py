# MAP_PRIVATE by flags, an array over it that keeps it alive

import mmap
import os

import numpy as np


def preview(path, shape, amount):
    fd = os.open(path, os.O_RDONLY)
    try:
        size = int(np.prod(shape))
        memory = mmap.mmap(
            fd, size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE
        )
    finally:
        os.close(fd)
    image = np.frombuffer(memory, np.uint8).reshape(shape)
    image[:] = np.where(image > 255 - amount, 255, image + np.uint8(amount)) if amount >= 0 else (
        np.where(image < -amount, 0, image - np.uint8(-amount))
    )
    return image
