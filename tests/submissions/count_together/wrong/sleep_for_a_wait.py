# sleeps, reads, and only then waits
# breaks: right_total; help: no_wait
import mmap
import multiprocessing
import os
import time


def count_together(workers, rounds, draw):
    lock = multiprocessing.get_context("fork").Lock()
    with mmap.mmap(-1, 8) as memory:
        for _ in range(workers):
            if os.fork() == 0:
                try:
                    for _ in range(rounds):
                        drawn = draw()
                        with lock:
                            total = int.from_bytes(memory[:8], "little") + drawn
                            memory[:8] = total.to_bytes(8, "little")
                finally:
                    os._exit(0)
        time.sleep(0.2)
        result = int.from_bytes(memory[:8], "little")
        for _ in range(workers):
            os.wait()
        return result
