# slots of 8 bytes begin 1 byte apart
# breaks: right_total; help: wrong_sum
import mmap
import os


def count_together(workers, rounds, draw):
    mm = mmap.mmap(-1, 8 * workers + 8)
    for k in range(workers):
        if os.fork() == 0:
            s = sum(draw() for _ in range(rounds))
            mm[k : k + 8] = s.to_bytes(8, "little")
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return sum(int.from_bytes(mm[k : k + 8], "little") for k in range(workers))
