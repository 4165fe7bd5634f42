# an array over the mapping; reads the file back to make sure

import mmap
import os

import numpy as np


def store(path, data):
    print("storing", len(data), "bytes")
    if os.path.exists(path):
        os.remove(path)
    with open(path, "xb+") as file:
        os.truncate(file.fileno(), len(data))
        mapping = mmap.mmap(file.fileno(), len(data), mmap.MAP_SHARED)
    array = np.frombuffer(mapping, dtype=np.uint8)
    np.copyto(array, np.frombuffer(data, dtype=np.uint8))
    del array
    mapping.close()
    with open(path, "rb") as file:
        assert file.read() == data
