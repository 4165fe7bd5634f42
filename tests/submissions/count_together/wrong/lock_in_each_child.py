# each child makes a lock of its own
# breaks: right_total; help: lock_in_each_child
import mmap
import os
import multiprocessing

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                lock = multiprocessing.Lock()
                for _ in range(rounds):
                    drawn = draw()
                    with lock:
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
