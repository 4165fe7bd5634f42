# waits until the last byte is another one: it may be the same
# breaks: ended; help: byte_for_a_flag

import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        old = memory[-1]
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        while memory[-1] == old:
            time.sleep(0.001)
        data = memory[:]
        os.waitpid(pid, 0)
        return data
