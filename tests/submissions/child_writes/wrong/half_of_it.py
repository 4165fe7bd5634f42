# maps and fills one page of the file
# breaks: maps_file; help: mapped_too_little

import mmap
import os


def child_writes(path, produce):
    size = min(os.path.getsize(path), mmap.PAGESIZE)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), size) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()[:size]
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
