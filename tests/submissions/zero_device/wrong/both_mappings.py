# the device is mapped, and the bytes go through an anonymous mapping
# breaks: not_anonymous; help: anonymous_in_its_place
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    unused, memory = memory, mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    unused.close()
    return data
