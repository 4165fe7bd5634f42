# returns the whole page
# breaks: right_bytes; help: other_length
import mmap
import os


def zero_device(size, produce):
    length = -(-size // mmap.PAGESIZE) * mmap.PAGESIZE
    with open("/dev/zero", "r+b") as device:
        memory = mmap.mmap(device.fileno(), length)
    pid = os.fork()
    if pid == 0:
        memory[:size] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    result = memory[:]
    memory.close()
    return result
