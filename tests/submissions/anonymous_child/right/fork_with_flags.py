# os.fork and mmap.mmap with flags=

import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return bytes(memory[:])
