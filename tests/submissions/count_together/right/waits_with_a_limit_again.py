# asks for the lock again when a limit has come
import mmap
import os
from contextlib import contextmanager
from multiprocessing import BoundedSemaphore


@contextmanager
def held(sem):
    while not sem.acquire(timeout=0.05):
        pass
    try:
        yield
    finally:
        sem.release()


def count_together(workers, rounds, draw):
    sem = BoundedSemaphore(1)
    m = mmap.mmap(-1, 8)
    for _ in range(workers):
        if os.fork() == 0:
            try:
                for _ in range(rounds):
                    n = draw()
                    with held(sem):
                        m[:] = (int.from_bytes(m[:], "big") + n).to_bytes(8, "big")
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return int.from_bytes(m[:], "big")
