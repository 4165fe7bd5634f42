# a ProcessPoolExecutor's worker stores

import mmap, multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
WORKERS_MEMORY=None
def store_in_a_worker(f):
    WORKERS_MEMORY[:len(WORKERS_MEMORY)] = f()
    return True
def anonymous_child(size, produce):
    global WORKERS_MEMORY
    WORKERS_MEMORY = mmap.mmap(-1, size, access=mmap.ACCESS_WRITE)
    with ProcessPoolExecutor(1, mp_context=mp.get_context("fork")) as ex:
        assert ex.submit(store_in_a_worker, produce).result()
    d = WORKERS_MEMORY[:]
    WORKERS_MEMORY.close()
    WORKERS_MEMORY = None
    return d
