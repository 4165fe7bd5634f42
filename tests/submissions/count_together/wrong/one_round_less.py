# a round is left out
# breaks: children_draw; help: other_rounds
import mmap
import os
from multiprocessing import Lock


def count_together(workers, rounds, draw):
    lock = Lock()
    with mmap.mmap(-1, 8) as m:
        for _ in range(workers):
            if os.fork() == 0:
                for _ in range(1, rounds):
                    n = draw()
                    with lock:
                        m[:] = (int.from_bytes(m[:]) + n).to_bytes(8)
                os._exit(0)
        for _ in range(workers):
            os.wait()
        return int.from_bytes(m[:])
