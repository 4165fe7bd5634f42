# mmap and munmap of the C library

import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def peek(path, offset, length):
    if offset < 0 or length < 0 or offset + length > os.path.getsize(path):
        raise ValueError("outside")
    if length == 0:
        return bytes()
    fd = os.open(path, os.O_RDONLY)
    skip = offset & (mmap.PAGESIZE - 1)
    address = libc.mmap(None, skip + length, mmap.PROT_READ, mmap.MAP_SHARED, fd, offset - skip)
    os.close(fd)
    if address == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")
    window = ctypes.string_at(address + skip, length)
    libc.munmap(address, skip + length)
    return window
