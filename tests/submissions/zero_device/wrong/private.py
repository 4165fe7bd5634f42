# a private mapping of the device
# breaks: shared_device; help: private_mapping
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size, flags=mmap.MAP_PRIVATE)
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
