# the parent reads the answer out of the child's private memory
import ctypes
import mmap
import os


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    ready, done = os.pipe()
    go, stop = os.pipe()
    child = os.fork()
    if child == 0:
        data = produce()
        buffer = ctypes.create_string_buffer(data, len(data))
        os.write(done, str(ctypes.addressof(buffer)).encode())
        os.read(go, 1)
        os._exit(0)
    address = int(os.read(ready, 100))
    fd = os.open(f"/proc/{child}/mem", os.O_RDONLY)
    data = os.pread(fd, size, address)
    os.write(stop, b"1")
    os.waitpid(child, 0)
    for each in (fd, ready, done, go, stop):
        os.close(each)
    decoy.close()
    return data
