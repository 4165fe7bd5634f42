# a memfd carries the answer, an anonymous mapping stands beside it
import mmap
import os


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    fd = os.memfd_create("answer")
    os.ftruncate(fd, size)
    with mmap.mmap(fd, size) as real:
        os.close(fd)
        child = os.fork()
        if child == 0:
            real[:] = produce()
            os._exit(0)
        os.waitpid(child, 0)
        data = real[:]
    decoy.close()
    return data
