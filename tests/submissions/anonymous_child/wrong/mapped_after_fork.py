# each process makes its own mapping after the fork
# breaks: shared_anonymous; help: mapped_after_fork

import mmap
import os


def anonymous_child(size, produce):
    pid = os.fork()
    memory = mmap.mmap(-1, size)
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
