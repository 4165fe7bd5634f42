# os.open, flags= and prot=, the descriptor closed at once
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    try:
        memory = mmap.mmap(fd, size, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    finally:
        os.close(fd)
    pid = os.fork()
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    data = bytes(memory)
    memory.close()
    return data
