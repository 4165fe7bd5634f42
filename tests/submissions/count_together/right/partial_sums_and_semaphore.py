# a partial sum, then one addition inside a semaphore
import mmap
import os
import multiprocessing

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    gate = multiprocessing.Semaphore()
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                partial = 0
                for _ in range(rounds):
                    partial += draw()
                with gate:
                    view = memoryview(memory).cast("q")
                    view[0] += partial
                    view.release()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
