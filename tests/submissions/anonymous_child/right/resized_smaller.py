# mapped twice as large, resized before the fork
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, 2 * size) as memory:
        memory.resize(size)
        pid = os.fork()
        if not pid:
            try:
                memory[0:size] = produce()
            finally:
                os._exit(0)
        os.wait4(pid, 0)
        return memory[0:size]
