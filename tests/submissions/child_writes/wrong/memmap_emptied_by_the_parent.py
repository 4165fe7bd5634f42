# the parent opens numpy.memmap with w+ after the child has stored
# breaks: file_holds; help: emptied_by_opening

import os

import numpy as np


def child_writes(path, produce):
    size = os.path.getsize(path)
    pid = os.fork()
    if pid == 0:
        array = np.memmap(path, mode="r+")
        array[:] = np.frombuffer(produce(), np.uint8)
        os._exit(0)
    os.waitpid(pid, 0)
    return np.memmap(path, mode="w+", shape=(size,)).tobytes()
