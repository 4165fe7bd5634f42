# /dev/null
# breaks: ended; help: null_device
import mmap
import os


def zero_device(size, produce):
    with open("/dev/null", "r+b") as device:
        memory = mmap.mmap(device.fileno(), size)
    with memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
