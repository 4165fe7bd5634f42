# the parent spins until every child has set its flag, then reaps
import mmap
import multiprocessing
import os


def count_together(workers, rounds, draw):
    lock = multiprocessing.Lock()
    memory = mmap.mmap(-1, 8 + workers)
    for number in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                with lock:
                    total = int.from_bytes(memory[:8], "little") + draw()
                    memory[:8] = total.to_bytes(8, "little")
            memory[8 + number] = 1
            os._exit(0)
    while not all(memory[8:]):
        pass
    for _ in range(workers):
        os.wait()
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
