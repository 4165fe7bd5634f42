# waits for the child with WNOWAIT, which leaves a zombie
# breaks: nothing_left; help: child_not_reaped

import os

import numpy as np


def brighten(path, shape, amount):
    image = np.memmap(path, np.uint8, "r+", shape=shape)
    child = os.fork()
    if child == 0:
        image[...] = np.clip(image.astype(int) + amount, 0, 255)
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
