# numpy.memmap in mode c
# breaks: shared_mapping; help: private_file_mapping

import os

import numpy as np


def store(path, data):
    with open(path, "wb") as file:
        os.truncate(file.fileno(), len(data))
    array = np.memmap(path, np.uint8, "c", shape=(len(data),))
    array[:] = np.frombuffer(data, np.uint8)
    array.flush()
