# loads, draws, stores, without a lock
# breaks: right_total; help: lost_update
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    counter = memoryview(memory).cast("q")
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    counter[0] += draw()
                counter.release()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = counter[0]
    counter.release()
    memory.close()
    return total
