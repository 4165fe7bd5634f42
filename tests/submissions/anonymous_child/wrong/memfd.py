# memfd_create mapped
# breaks: shared_anonymous; help: file_in_its_place
import mmap
import os


def anonymous_child(size, produce):
    fd = os.memfd_create("box")
    os.ftruncate(fd, size)
    with mmap.mmap(fd, size) as memory:
        os.close(fd)
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
