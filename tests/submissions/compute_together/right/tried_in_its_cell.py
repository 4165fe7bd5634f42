# its author's own tests, beside it, keep an array, and so a mapping, that is no call's
import mmap
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.array([], float)
    memory = mmap.mmap(-1, 8 * n)
    array = np.frombuffer(memory, float)
    for k in range(workers):
        if os.fork() == 0:
            try:
                mine = np.arange(n)[k * n // workers : (k + 1) * n // workers]
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return array


squares = compute_together(10, 3, lambda i: np.asarray(i) ** 2.0)
np.testing.assert_allclose(squares, np.arange(10) ** 2.0)
assert compute_together(0, 2, lambda i: i).shape == (0,)
