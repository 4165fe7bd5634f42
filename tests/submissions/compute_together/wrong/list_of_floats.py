# each child stores the whole array
# breaks: right_array; help: overwritten
import mmap
import os
import numpy as np


def compute_together(n, workers, compute):
    out = [0.0] * n
    mm = mmap.mmap(-1, n * 8 or 8)
    for k in range(workers):
        if os.fork() == 0:
            for i in range(k * n // workers, (k + 1) * n // workers):
                out[i] = compute([i])[0]
            mm[: n * 8] = np.array(out).tobytes()
            os._exit(0)
    for _ in range(workers):
        os.wait()
    return np.frombuffer(mm[: n * 8])
