# one mapping of the device: a page for a flag, then the bytes
import mmap
import os
import time


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as device:
        memory = mmap.mmap(device.fileno(), mmap.PAGESIZE + size)
    pid = os.fork()
    if pid == 0:
        data = produce()
        memory[mmap.PAGESIZE :] = data
        memory[0] = 1
        os._exit(0)
    while memory[0] == 0:
        time.sleep(0.0005)
    result = memory[mmap.PAGESIZE :]
    os.waitpid(pid, 0)
    memory.close()
    return result
