# the length is to come from the device
# breaks: ended; help: no_length
import mmap
import os


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as f:
        m = mmap.mmap(f.fileno(), 0)
    pid = os.fork()
    if pid == 0:
        m[:size] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    with m:
        return m[:size]
