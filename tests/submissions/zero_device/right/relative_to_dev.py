# the device opened relative to the folder of devices
import mmap, os
def zero_device(size, produce):
    d = os.open("/dev", os.O_RDONLY | os.O_DIRECTORY)
    fd = os.open("zero", os.O_RDWR, dir_fd=d)
    os.close(d)
    with mmap.mmap(fd, size) as memory:
        os.close(fd)
        pid = os.fork()
        if pid == 0:
            try:
                memory[:] = produce()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        return memory[:]
