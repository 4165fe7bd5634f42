# maps for reading, writes with pwrite
# breaks: file_mapping; help: written_not_stored

import os

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r", shape=shape)
    bright = np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
    fd = os.open(path, os.O_RDWR)
    os.pwrite(fd, bright.tobytes(), 0)
    os.close(fd)
