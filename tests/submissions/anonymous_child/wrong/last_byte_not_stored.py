# the slice ends one byte too early
# breaks: right_bytes; help: part_missing
import mmap, os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as m:
        pid = os.fork()
        if pid == 0:
            try:
                m[: size - 1] = produce()[: size - 1]
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        return m[:]
