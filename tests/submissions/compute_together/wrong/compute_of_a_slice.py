# compute gets a slice object, and the error is swallowed
# breaks: computed_once; help: nothing_computed
import mmap, os
import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    a = np.frombuffer(mmap.mmap(-1, n * 8), np.float64)
    for k in range(workers):
        if os.fork() == 0:
            try:
                a[n * k // workers : n * (k + 1) // workers] = compute(
                    slice(n * k // workers, n * (k + 1) // workers)
                )
            except Exception:
                pass
            finally:
                os._exit(0)
    for _ in range(workers):
        os.wait()
    return a
