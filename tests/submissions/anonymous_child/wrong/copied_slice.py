# the child changes a copy of the mapping's bytes
# breaks: right_bytes; help: copied_slice

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        copy = bytearray(memory[:])
        copy[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
