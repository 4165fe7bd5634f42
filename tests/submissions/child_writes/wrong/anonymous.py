# an anonymous mapping in the place of the file's
# breaks: maps_file; help: another_mapping

import mmap
import os


def child_writes(path, produce):
    with mmap.mmap(-1, os.path.getsize(path)) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
