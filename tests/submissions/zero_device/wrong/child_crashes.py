# reads beyond; child raises and nobody looks
# breaks: right_bytes; help: copied_slice
import mmap
import os


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as device:
        memory = mmap.mmap(device.fileno(), size)
    pid = os.fork()
    if pid == 0:
        try:
            memory[: size + 1] = produce() + b"!"
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    result = memory[:]
    memory.close()
    return result
