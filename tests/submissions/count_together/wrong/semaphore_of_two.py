# a semaphore that lets two children in
# breaks: right_total; help: lock_too_small
import mmap
import os
import multiprocessing

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    gate = multiprocessing.Semaphore(2)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    with gate:
                        total = int.from_bytes(memory[:8], "little") + drawn
                        memory[:8] = total.to_bytes(8, "little")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
