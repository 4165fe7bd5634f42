# no array until the end: struct.iter_unpack over a memoryview

import mmap
import struct

import numpy as np


def column_means(path, rows, columns, offset):
    row = struct.Struct(f"<{columns}d")
    totals = [0.0] * columns
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
        with memoryview(memory) as whole, whole[offset : offset + rows * row.size] as view:
            for values in row.iter_unpack(view):
                totals = [total + value for total, value in zip(totals, values)]
    return np.array(totals) / rows
