# a pool whose workers inherit the mapping and the lock; ctypes over the mapping
import ctypes
import mmap
import multiprocessing


def begin(memory, lock):
    global TOTAL, LOCK
    TOTAL, LOCK = ctypes.c_int32.from_buffer(memory), lock


def work(rounds, draw):
    for _ in range(rounds):
        drawn = draw()
        with LOCK:
            TOTAL.value += drawn


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    with mmap.mmap(-1, 4) as memory:
        with context.Pool(workers, begin, (memory, context.Lock())) as pool:
            pool.starmap(work, [(rounds, draw)] * workers)
            pool.close()
            pool.join()
        return int.from_bytes(memory[:], "little")
