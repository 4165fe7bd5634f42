# everything by the C library
import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def zero_device(size, produce):
    fd = libc.open(b"/dev/zero", os.O_RDWR)
    address = libc.mmap(None, size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    libc.close(fd)
    pid = libc.fork()
    if pid == 0:
        ctypes.memmove(address, produce(), size)
        libc._exit(0)
    libc.waitpid(pid, None, 0)
    result = ctypes.string_at(address, size)
    libc.munmap(address, size)
    return result
