# mmap, memmove, msync and munmap of the C library

import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
libc.msync.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    os.truncate(path, 0)
    os.ftruncate(fd, len(data))
    address = libc.mmap(None, len(data), mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    if address == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")
    os.close(fd)
    ctypes.memmove(address, data, len(data))
    libc.msync(address, len(data), 4)
    libc.munmap(address, len(data))
