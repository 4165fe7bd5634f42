# a mapping of a device
# breaks: shared_anonymous; help: device_in_its_place
import mmap
import os


def anonymous_child(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    m = mmap.mmap(fd, size)
    os.close(fd)
    pid = os.fork()
    if pid == 0:
        m[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    with m:
        return m[:]
