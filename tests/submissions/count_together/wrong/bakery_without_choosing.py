# tickets as in a bakery, without saying that one is being drawn
# breaks: right_total; help: spin_flag or lost_update or lock_too_small
import mmap
import os
import time


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8 * workers + 8)
    number = memoryview(memory)[: 8 * workers].cast("q")
    total = memoryview(memory)[8 * workers :].cast("q")

    def lock(i):
        number[i] = 1 + max(number)
        for j in range(workers):
            while number[j] != 0 and (number[j], j) < (number[i], i):
                time.sleep(0)

    for i in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                x = draw()
                lock(i)
                total[0] += x
                number[i] = 0
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return total[0]
