# looks for any byte that is not zero
# breaks: right_bytes; help: no_wait
import mmap
import os


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as device:
        memory = mmap.mmap(device.fileno(), size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    while not any(memory[:]):
        pass
    result = memory[:]
    os.waitpid(pid, 0)
    memory.close()
    return result
