# mapped for reading only, opened by mprotect when it is to be changed

import ctypes
import os
import weakref

import numpy as np

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.mprotect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def preview(path, shape, amount):
    size = int(np.prod(shape))
    fd = os.open(path, os.O_RDONLY)
    address = libc.mmap(None, size, 1, 2, fd, 0)
    os.close(fd)
    libc.mprotect(address, size, 3)
    memory = (ctypes.c_uint8 * size).from_address(address)
    weakref.finalize(memory, libc.munmap, address, size)
    image = np.frombuffer(memory, np.uint8).reshape(shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
