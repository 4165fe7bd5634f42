# the child rebinds the name
# breaks: right_bytes; help: copied_slice
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        try:
            memory = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    # back in the parent
    data = memory[:]
    memory.close()
    return data
