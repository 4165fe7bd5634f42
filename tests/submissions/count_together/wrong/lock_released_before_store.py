# store after the with
# breaks: right_total; help: lock_too_small
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    lock = multiprocessing.get_context("fork").Lock()
    with mmap.mmap(-1, 8) as memory:
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(rounds):
                    with lock:
                        total = int.from_bytes(memory[:], "little") + draw()
                    memory[:] = total.to_bytes(8, "little")
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(memory[:], "little")
