# the parent calls produce
# breaks: child_produces; help: parent_called
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        try:
            pass
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    memory[:] = produce()
    data = memory[:]
    memory.close()
    return data
