# a protection in the place of the flags
# breaks: shared_anonymous; help: private_mapping

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size, mmap.PROT_WRITE)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
