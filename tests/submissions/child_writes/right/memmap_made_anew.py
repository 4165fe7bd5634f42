# the child makes the file anew with mode w+, the parent reads it through mode c

import os

import numpy as np


def child_writes(path, produce):
    size = os.path.getsize(path)
    if (pid := os.fork()) == 0:
        array = np.memmap(path, dtype=np.uint8, mode="w+", shape=(size,))
        array[:] = bytearray(produce())
        array.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    return np.memmap(path, dtype=np.uint8, mode="c", shape=(size,)).tobytes()
