# ctypes calls to the C library

import ctypes, os, math

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [
    ctypes.c_void_p,
    ctypes.c_size_t,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_int,
    ctypes.c_long,
]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def brighten(path, shape, amount):
    n = math.prod(shape)
    fd = os.open(path, os.O_RDWR)
    p = libc.mmap(None, n, 3, 1, fd, 0)
    os.close(fd)
    t = bytes(min(255, max(0, i + amount)) for i in range(256))
    ctypes.memmove(p, ctypes.string_at(p, n).translate(t), n)
    libc.munmap(p, n)
