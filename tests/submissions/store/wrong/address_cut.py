# ctypes without restype: half an address
# breaks: ended; help: segmentation_fault

import ctypes
import mmap
import os

libc = ctypes.CDLL(None)


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(fd, len(data))
    address = libc.mmap(None, len(data), mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    os.close(fd)
    ctypes.memmove(address, data, len(data))
    libc.munmap(address, len(data))
