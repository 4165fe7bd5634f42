# returns one byte too few
# breaks: right_bytes; help: other_length
import mmap
import os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        pid = os.fork()
        if pid == 0:
            try:
                memory[:] = produce()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        return memory[0 : size - 1]
