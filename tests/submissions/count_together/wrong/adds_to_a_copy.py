# the children add to a slice, which is a copy
# breaks: right_total; help: copied_slice
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    lock = multiprocessing.get_context("fork").Lock()
    with mmap.mmap(-1, 8) as memory:
        total = memory[:8]
        for _ in range(workers):
            if os.fork() == 0:
                try:
                    for _ in range(rounds):
                        with lock:
                            total = (int.from_bytes(total, "little") + draw()).to_bytes(8, "little")
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(memory[:8], "little")
