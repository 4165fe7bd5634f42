# each child maps for itself
# breaks: shared_anonymous; help: mapped_after_fork
import mmap
import os


def count_together(workers, rounds, draw):
    for _ in range(workers):
        if os.fork() == 0:
            memory = mmap.mmap(-1, 8)
            for _ in range(rounds):
                total = int.from_bytes(memory[:8], "little") + draw()
                memory[:8] = total.to_bytes(8, "little")
            os._exit(0)
    memory = mmap.mmap(-1, 8)
    for _ in range(workers):
        os.wait()
    total = int.from_bytes(memory[:8], "little")
    memory.close()
    return total
