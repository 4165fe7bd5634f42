# a pool's worker does the work, byte by byte

import mmap
import multiprocessing


def _work(produce):
    for index, byte in enumerate(produce()):
        SHARED[index] = byte


def anonymous_child(size, produce):
    global SHARED
    SHARED = mmap.mmap(-1, size)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        pool.apply(_work, (produce,))
        pool.close()
        pool.join()
    data = SHARED[:]
    SHARED.close()
    return data
