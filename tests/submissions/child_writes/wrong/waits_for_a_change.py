# polls until the first byte is not zero, whatever was there
# breaks: ended; help: byte_for_a_flag

import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        while memory[0] == 0:
            pass
        data = memory[:]
        os.waitpid(pid, 0)
        return data
