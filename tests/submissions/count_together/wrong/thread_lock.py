# a lock of threading, copied by the fork
# breaks: right_total; help: thread_lock
import mmap
import os
import threading

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    lock = threading.Lock()
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
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
