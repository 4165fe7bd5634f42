# a semaphore of multiprocessing tells; numpy stores
import mmap
import multiprocessing
import os

import numpy as np


def zero_device(size, produce):
    ready = multiprocessing.get_context("fork").Semaphore(0)
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        try:
            array = np.frombuffer(memory, dtype="u1")
            array[...] = np.frombuffer(produce(), dtype="u1")
            ready.release()
        finally:
            os._exit(0)
    ready.acquire()
    os.waitpid(pid, 0)
    array = np.frombuffer(memory, dtype="u1")
    result = array.tobytes()
    del array
    memory.close()
    return result
