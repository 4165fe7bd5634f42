# a writable mapping for show, the bytes by pwritev
# breaks: no_other_way; help: written_not_stored

import os

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    bright = np.clip(image.astype(int) + amount, 0, 255).astype(np.uint8)
    fd = os.open(path, os.O_RDWR)
    os.pwritev(fd, [row.tobytes() for row in bright], 0)
    os.close(fd)
