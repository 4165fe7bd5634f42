# a descriptor that cannot be written
# breaks: ended; help: read_only_device
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDONLY)
    memory = mmap.mmap(fd, size)
    os.close(fd)
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
