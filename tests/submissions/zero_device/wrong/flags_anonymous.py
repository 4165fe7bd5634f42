# the descriptor and MAP_ANONYMOUS together
# breaks: not_anonymous; help: anonymous_in_its_place
import mmap
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    memory = mmap.mmap(fd, size, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    result = memory[:]
    memory.close()
    return result
