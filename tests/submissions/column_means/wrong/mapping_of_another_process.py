# a child reads the file and sends means of rows it read
# breaks: no_other_way; help: read_not_mapped

import os

import numpy as np


def column_means(path, rows, columns, offset):
    out, into = os.pipe()
    if os.fork() == 0:
        total = np.zeros(columns)
        with open(path, "rb") as file:
            file.seek(offset)
            for first in range(0, rows, 1000):
                count = min(1000, rows - first)
                data = np.frombuffer(file.read(8 * columns * count))
                total += data.reshape(count, columns).sum(axis=0)
        os.write(into, total.tobytes())
        os._exit(0)
    os.close(into)
    with open(out, "rb") as file:
        total = np.frombuffer(file.read())
    os.wait()
    return total / rows
