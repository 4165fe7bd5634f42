# the child cuts the file under its mapping: SIGBUS, and the parent ignores the wait status
# breaks: right_bytes; help: bus_error

import mmap
import os


def child_writes(path, produce):
    size = os.path.getsize(path)
    pid = os.fork()
    if pid == 0:
        with open(path, "r+b") as file:
            memory = mmap.mmap(file.fileno(), 0)
            file.truncate(0)
            memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    with open(path, "r+b") as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), 0) as memory:
            return memory[:]
