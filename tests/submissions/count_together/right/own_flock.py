# each child opens the file for itself, then flock
import mmap
import os
import fcntl
import tempfile

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    file, path = tempfile.mkstemp()
    os.close(file)
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                mine = os.open(path, os.O_RDWR)
                for _ in range(rounds):
                    drawn = draw()
                    fcntl.flock(mine, fcntl.LOCK_EX)
                    total = int.from_bytes(memory[:8], "little") + drawn
                    memory[:8] = total.to_bytes(8, "little")
                    fcntl.flock(mine, fcntl.LOCK_UN)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    os.unlink(path)
    memory.close()
    return total
