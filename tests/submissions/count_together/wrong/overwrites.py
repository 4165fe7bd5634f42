# stores what was drawn in place of adding it
# breaks: right_total; help: replaced
import mmap
import os


def count_together(workers, rounds, draw):
    mm = mmap.mmap(-1, 8 * workers)
    for k in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                mm[8 * k : 8 * k + 8] = draw().to_bytes(8, "little")
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return sum(int.from_bytes(mm[8 * k : 8 * k + 8], "little") for k in range(workers))
