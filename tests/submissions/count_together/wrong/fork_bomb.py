# a child without an end inside the loop makes children of its own
# breaks: children_draw or ended; help: forking_children
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 8)
    first = os.getpid()
    for _ in range(workers):
        if os.fork() == 0:
            for _ in range(rounds):
                memory[:8] = (int.from_bytes(memory[:8], "little") + draw()).to_bytes(8, "little")
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass
    if os.getpid() != first:
        os._exit(0)
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
