# Lamport's bakery
import mmap
import os
import time


class Bakery:
    """Lamport's bakery: no lock of the kernel is needed."""

    def __init__(self, memory, n):
        self.choosing = memoryview(memory)[: 8 * n].cast("q")
        self.number = memoryview(memory)[8 * n : 16 * n].cast("q")
        self.n = n

    def lock(self, i):
        self.choosing[i] = 1
        self.number[i] = 1 + max(self.number)
        self.choosing[i] = 0
        for j in range(self.n):
            while self.choosing[j]:
                time.sleep(0)
            while self.number[j] != 0 and (self.number[j], j) < (self.number[i], i):
                time.sleep(0)

    def unlock(self, i):
        self.number[i] = 0


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 16 * workers + 8)
    bakery = Bakery(memory, workers)
    total = memoryview(memory)[16 * workers :].cast("q")
    for i in range(workers):
        if os.fork() == 0:
            try:
                for _ in range(rounds):
                    x = draw()
                    bakery.lock(i)
                    total[0] += x
                    bakery.unlock(i)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return total[0]
