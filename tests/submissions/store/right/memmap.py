# numpy.memmap in mode w+

import numpy as np


def store(path, data):
    array = np.memmap(path, dtype=np.uint8, mode="w+", shape=(len(data),))
    array[:] = np.frombuffer(data, np.uint8)
    array.flush()
    del array
