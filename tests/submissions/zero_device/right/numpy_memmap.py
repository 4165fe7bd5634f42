# numpy.memmap of the device
import os

import numpy as np


def zero_device(size, produce):
    memory = np.memmap("/dev/zero", dtype=np.uint8, mode="r+", shape=(size,))
    pid = os.fork()
    if pid == 0:
        memory[:] = np.frombuffer(produce(), dtype=np.uint8)
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory.tobytes()
    del memory
    return data
