# an ordinary array
# breaks: shared_anonymous; help: no_mapping
import os

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    array = np.zeros(n)
    for k in range(workers):
        if os.fork() == 0:
            try:
                mine = np.arange(k * n // workers, (k + 1) * n // workers)
                array[mine] = compute(mine)
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return array
