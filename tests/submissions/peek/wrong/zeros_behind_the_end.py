# the C library shows the zeros behind the end
# breaks: refuses; help: short_slice

import ctypes
import mmap
import os

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset > os.path.getsize(path):
        raise ValueError("not inside the file")
    if length == 0:
        return b""
    fd = os.open(path, os.O_RDONLY)
    skip = offset % mmap.PAGESIZE
    address = libc.mmap(None, skip + length, mmap.PROT_READ, mmap.MAP_SHARED, fd, offset - skip)
    window = ctypes.string_at(address + skip, length)
    libc.munmap(address, skip + length)
    os.close(fd)
    return window
