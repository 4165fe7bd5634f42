# makes a lock anew for each child
# breaks: right_total; help: lock_in_each_child
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    mm = mmap.mmap(-1, 8)
    for _ in range(workers):
        lock = multiprocessing.get_context("fork").Lock()
        if os.fork() == 0:
            for _ in range(rounds):
                with lock:
                    t = int.from_bytes(mm[:8], "little") + draw()
                    mm[:8] = t.to_bytes(8, "little")
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return int.from_bytes(mm[:8], "little")
