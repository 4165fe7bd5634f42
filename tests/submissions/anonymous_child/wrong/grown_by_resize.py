# one page mapped, grown by resize in the child
# breaks: right_bytes; help: bus_error
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, mmap.PAGESIZE) as memory:
        pid = os.fork()
        if pid == 0:
            memory.resize(size)
            memory[:size] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:size]
