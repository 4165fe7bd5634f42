# the C library maps an empty file: SIGBUS at the first store
# breaks: ended; help: bus_error

import ctypes
import mmap
import os

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    address = libc.mmap(None, ctypes.c_size_t(len(data)), mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    ctypes.memmove(address, data, len(data))
    libc.munmap(ctypes.c_void_p(address), ctypes.c_size_t(len(data)))
    os.close(fd)
