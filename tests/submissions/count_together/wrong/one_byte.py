# a counter of one byte, which wraps
# breaks: right_total; help: counter_wraps
import mmap
import os
import multiprocessing

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    lock = multiprocessing.Lock()
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    with lock:
                        memory[0] = (memory[0] + drawn) % 256
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = memory[0]
    memory.close()
    return total
