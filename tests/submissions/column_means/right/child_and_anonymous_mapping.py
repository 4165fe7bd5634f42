# a child computes, and hands the means over in an anonymous mapping
import mmap, os
import numpy as np


def column_means(path, rows, columns, offset):
    out = mmap.mmap(-1, 8 * columns)
    pid = os.fork()
    if pid == 0:
        t = np.memmap(path, np.float64, "r", offset, (rows, columns))
        np.frombuffer(out, np.float64)[:] = t.mean(axis=0)
        os._exit(0)
    os.waitpid(pid, 0)
    with out:
        return np.frombuffer(out[:], np.float64).copy()
