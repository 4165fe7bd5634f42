# a NumPy array over the mapping

import mmap
import os

import numpy as np


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    view = np.frombuffer(memory, dtype=np.uint8)
    pid = os.fork()
    if not pid:
        try:
            view[:] = np.frombuffer(produce(), dtype=np.uint8)
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    result = view.tobytes()
    del view
    memory.close()
    return result
