# a byte for each bit: any but zero is a one

import mmap
import os

import numpy as np


def anonymous_child(size, produce):
    with mmap.mmap(-1, 8 * size) as memory:
        child = os.fork()
        if child == 0:
            try:
                memory[:] = np.unpackbits(np.frombuffer(produce(), np.uint8)).tobytes()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return np.packbits(np.frombuffer(memory[:], np.uint8)).tobytes()
