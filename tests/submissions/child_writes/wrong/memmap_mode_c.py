# numpy.memmap with mode c, expected to save
# breaks: right_bytes; help: stored_privately

import os

import numpy as np


def child_writes(path, produce):
    pid = os.fork()
    if pid == 0:
        array = np.memmap(path, mode="c")
        array[:] = np.frombuffer(produce(), np.uint8)
        array.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    return np.memmap(path, mode="r").tobytes()
