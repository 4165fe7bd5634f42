# a byte in a pipe is the lock
import mmap
import os


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    free, give = os.pipe()
    os.write(give, b"x")
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    os.read(free, 1)
                    total = int.from_bytes(memory[:8], "little") + drawn
                    memory[:8] = total.to_bytes(8, "little")
                    os.write(give, b"x")
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    os.close(free)
    os.close(give)
    memory.close()
    return total
