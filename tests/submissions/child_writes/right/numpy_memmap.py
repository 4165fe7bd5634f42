# numpy.memmap, r+ in the child and r in the parent

import os

import numpy as np


def child_writes(path, produce):
    child = os.fork()
    if child == 0:
        image = np.memmap(path, dtype=np.uint8, mode="r+")
        image[:] = np.frombuffer(produce(), np.uint8)
        image.flush()
        os._exit(0)
    os.waitpid(child, 0)
    return np.memmap(path, dtype="u1", mode="r").tobytes()
