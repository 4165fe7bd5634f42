# each process maps the device for itself
# breaks: shared_device; help: mapped_after_fork
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    pid = os.fork()
    memory = mmap.mmap(fd, size)
    os.close(fd)
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
