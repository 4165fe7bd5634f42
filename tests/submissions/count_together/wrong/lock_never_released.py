# a child ends while it holds the lock
# breaks: ended; help: never_ends
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    lock = multiprocessing.get_context("fork").Lock()
    mm = mmap.mmap(-1, 8)
    for _ in range(workers):
        if os.fork() == 0:
            lock.acquire()
            for _ in range(rounds):
                t = int.from_bytes(mm[:8], "little") + draw()
                mm[:8] = t.to_bytes(8, "little")
            os._exit(0)
            lock.release()
    for _ in range(workers):
        os.wait()
    return int.from_bytes(mm[:8], "little")
