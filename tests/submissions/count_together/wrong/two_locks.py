# every other child has another lock
# breaks: right_total; help: lock_too_small
import mmap
import os
from multiprocessing import Lock


def count_together(workers, rounds, draw):
    locks = [Lock(), Lock()]
    m = mmap.mmap(-1, 8)
    for k in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                n = draw()
                with locks[k % 2]:
                    m[:] = (int.from_bytes(m[:]) + n).to_bytes(8)
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return int.from_bytes(m[:])
