# an anonymous mapping in its place
# breaks: shared_device; help: anonymous_in_its_place
import mmap
import os


def zero_device(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
