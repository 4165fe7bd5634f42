# clears the first byte, which the child stores last: it may be a zero
# breaks: ended; help: byte_for_a_flag

import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            data = produce()
            memory[1:] = data[1:]
            memory[0] = data[0]
            os._exit(0)
        while memory[0] == 0:
            time.sleep(0.001)
        data = memory[:]
        os.waitpid(pid, 0)
        return data
