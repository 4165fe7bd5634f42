# ctypes without munmap
# breaks: released; help: mapping_left

import ctypes
import mmap
import os

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    address = libc.mmap(None, ctypes.c_size_t(len(data)), mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    os.close(fd)
    ctypes.memmove(address, data, len(data))
