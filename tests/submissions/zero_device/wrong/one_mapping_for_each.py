# a mapping for the child and one for the parent
# breaks: right_bytes; help: mapped_twice
import mmap
import os


def zero_device(size, produce):
    a = open("/dev/zero", "r+b")
    b = open("/dev/zero", "r+b")
    with a, b, mmap.mmap(a.fileno(), size) as mine, mmap.mmap(b.fileno(), size) as theirs:
        pid = os.fork()
        if pid == 0:
            theirs[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return mine[:]
