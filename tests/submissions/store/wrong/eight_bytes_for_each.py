# an array of float64, which has eight bytes for each of the data
# breaks: exact_length; help: file_too_long

import numpy as np
def store(path, data):
    a = np.memmap(path, mode="w+", dtype="float64", shape=(len(data),))
    a[:] = np.frombuffer(data, dtype=np.uint8)
    a.flush()
