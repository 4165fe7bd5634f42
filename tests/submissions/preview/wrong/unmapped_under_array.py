# the memory is unmapped before it is returned
# breaks: ended; help: segmentation_fault

import ctypes
import math
import os

import numpy as np

libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


def preview(path, shape, amount):
    size = math.prod(shape)
    fd = os.open(path, os.O_RDONLY)
    address = libc.mmap(None, size, 3, 2, fd, 0)
    os.close(fd)
    image = np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address)).reshape(shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    libc.munmap(address, size)
    return image
