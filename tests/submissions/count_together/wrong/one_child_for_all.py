# one child does the work of all
# breaks: children_draw; help: one_for_all
import mmap
import os


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory:
        if os.fork() == 0:
            total = sum(draw() for _ in range(workers * rounds))
            memory[:] = total.to_bytes(8, "little")
            os._exit(0)
        os.wait()
        return int.from_bytes(memory[:], "little")
