# the lock covers the store and not the load
# breaks: right_total; help: lock_too_small
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
                    total = int.from_bytes(memory[:8], "little") + draw()
                    with lock:
                        memory[:8] = total.to_bytes(8, "little")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
