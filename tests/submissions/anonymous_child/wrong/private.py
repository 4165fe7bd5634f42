# MAP_PRIVATE: the parent sees zeros
# breaks: shared_anonymous; help: private_mapping

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
