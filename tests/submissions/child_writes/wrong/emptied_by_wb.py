# opened w+b, so that the file is empty
# breaks: ended; help: emptied_by_opening

import mmap
import os


def child_writes(path, produce):
    with open(path, "w+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
