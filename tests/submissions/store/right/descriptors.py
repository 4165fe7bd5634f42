# os.open, ftruncate, MAP_SHARED by name; the descriptor is closed early

import mmap
import os


def store(path, data):
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.ftruncate(fd, len(data))
        mapping = mmap.mmap(fd, len(data), flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    finally:
        os.close(fd)
    mapping.write(data)
    mapping.flush()
    mapping.close()
