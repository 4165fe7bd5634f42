# each child adds once, at its end, without a lock
# breaks: right_total; help: lost_update
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                partial = sum(draw() for _ in range(rounds))
                total = int.from_bytes(memory[:8], "little")
                memory[:8] = (total + partial).to_bytes(8, "little")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
