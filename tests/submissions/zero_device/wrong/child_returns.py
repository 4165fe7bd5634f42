# the child has no end of its own
# breaks: children_end; help: child_strayed
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
    else:
        os.waitpid(pid, 0)
    data = memory[:]
    memory.close()
    return data
