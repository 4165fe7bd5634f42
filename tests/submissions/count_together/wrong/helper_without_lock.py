# the update is in a helper function of the student's, with seek and read
# breaks: right_total; help: lost_update
import mmap
import os


def add(memory, drawn):
    memory.seek(0)
    total = int(memory.read(20).strip(b"\0") or 0) + drawn
    memory.seek(0)
    memory.write(str(total).encode())


def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    add(memory, draw())
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int(memory[:20].strip(b"\0") or 0)
    memory.close()
    return total
