# takes an event for a lock
# breaks: right_total; help: spin_flag
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    free = multiprocessing.get_context("fork").Event()
    free.set()
    mm = mmap.mmap(-1, 8)
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                free.wait()
                free.clear()
                t = int.from_bytes(mm[:8], "little") + draw()
                mm[:8] = t.to_bytes(8, "little")
                free.set()
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return int.from_bytes(mm[:8], "little")
