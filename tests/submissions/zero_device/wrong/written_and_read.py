# write to and read from the device
# breaks: shared_device; help: device_written
import os


def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    pid = os.fork()
    if pid == 0:
        os.write(fd, produce())
        os._exit(0)
    os.waitpid(pid, 0)
    data = os.read(fd, size)
    os.close(fd)
    return data
