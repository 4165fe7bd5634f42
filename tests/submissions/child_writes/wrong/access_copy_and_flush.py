# ACCESS_COPY and flush(): no error, nothing saved
# breaks: right_bytes; help: stored_privately

import mmap
import os


def child_writes(path, produce):
    pid = os.fork()
    if pid == 0:
        with open(path, "r+b") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
            memory[:] = produce()
            memory.flush()
        os._exit(0)
    os.waitpid(pid, 0)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        return memory[:]
