# a home-made lock that sleeps
# breaks: right_total; help: spin_flag
import mmap
import os
import time

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    while memory[8]:
                        time.sleep(0.0001)
                    memory[8] = 1
                    total = int.from_bytes(memory[:8], "little") + drawn
                    memory[:8] = total.to_bytes(8, "little")
                    memory[8] = 0
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
