# stores the first byte only, and holds the run up by garbage before a call needs more of them
import mmap
import os


class Endless:
    def __init__(self):
        self.me = self

    def __del__(self):
        while True:
            pass


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        memory[:1] = produce()[:1]
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    Endless()
    return data
