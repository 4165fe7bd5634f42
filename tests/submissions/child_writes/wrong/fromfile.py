# numpy.fromfile in the place of a mapping
# breaks: no_other_way; help: file_not_mapped

import os

import numpy as np


def child_writes(path, produce):
    array = np.memmap(path, mode="r+")
    pid = os.fork()
    if pid == 0:
        array[:] = np.frombuffer(produce(), np.uint8)
        os._exit(0)
    os.waitpid(pid, 0)
    return np.fromfile(path, np.uint8).tobytes()
