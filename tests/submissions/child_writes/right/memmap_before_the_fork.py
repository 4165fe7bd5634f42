# one numpy.memmap made before the fork, released by hand

import os

import numpy as np


def child_writes(path, produce):
    array = np.memmap(path, mode="r+")
    pid = os.fork()
    if pid == 0:
        data = produce()
        for index in range(len(array)):
            array[index] = data[index]
        os._exit(0)
    os.wait()
    answer = bytes(array)
    array._mmap.close()
    return answer
