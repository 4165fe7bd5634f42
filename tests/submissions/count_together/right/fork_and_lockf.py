# os.fork, and lockf on a file without a name
import mmap
import os
import fcntl
import tempfile

def count_together(workers, rounds, draw):
    memory = mmap.mmap(-1, 4096)
    file = tempfile.TemporaryFile()
    children = []
    for number in range(workers):
        child = os.fork()
        if child == 0:
            try:
                for _ in range(rounds):
                    drawn = draw()
                    fcntl.lockf(file, fcntl.LOCK_EX)
                    total = int.from_bytes(memory[:8], "little") + drawn
                    memory[:8] = total.to_bytes(8, "little")
                    fcntl.lockf(file, fcntl.LOCK_UN)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    total = int.from_bytes(memory[:8], "little")
    file.close()
    memory.close()
    return total
