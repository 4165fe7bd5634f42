# a ProcessPoolExecutor's worker stores

import mmap, multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
M=None
def work(f):
    M[:len(M)] = f()
    return True
def anonymous_child(size, produce):
    global M
    M = mmap.mmap(-1, size, access=mmap.ACCESS_WRITE)
    with ProcessPoolExecutor(1, mp_context=mp.get_context("fork")) as ex:
        assert ex.submit(work, produce).result()
    d = M[:]
    M.close()
    M = None
    return d
