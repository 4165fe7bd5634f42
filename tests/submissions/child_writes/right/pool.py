# a pool's worker stores through a memoryview

import mmap
import multiprocessing


def work(path, produce):
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0) as memory, memoryview(memory) as view:
            view[:] = produce()


def child_writes(path, produce):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.apply(work, (path, produce))
        pool.close()
        pool.join()
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
        return memory[:]
