# the mapping is made, and the bytes come by a pipe
# breaks: no_other_way; help: other_way
import mmap
import os


def zero_device(size, produce):
    with open("/dev/zero", "r+b") as device:
        memory = mmap.mmap(device.fileno(), size)
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        data = produce()
        memory[:] = data
        while data:
            data = data[os.write(writer, data) :]
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        data = pipe.read()
    os.waitpid(pid, 0)
    memory.close()
    return data
