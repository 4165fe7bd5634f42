# the parent sleeps in place of waiting
# breaks: waits; help: no_wait
import mmap
import os
import time


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        try:
            memory[:] = produce()
        finally:
            os._exit(0)
    time.sleep(0.1)
    data = memory[:]
    memory.close()
    return data
