# the mapping is kept in a global
# breaks: nothing_left; help: mapping_left
import mmap
import os


KEPT = []


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    KEPT.append(memory)
    pid = os.fork()
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    return data
