# each child appends its values to those that came before
# breaks: right_array; help: wrong_place
"""Each child appends its values where the others left off."""
import mmap, os, multiprocessing as mp
import numpy as np

def compute_together(n, workers, compute):
    if n == 0: return np.empty(0)
    lock = mp.get_context("fork").Lock()
    mm = mmap.mmap(-1, 8 + 8 * n)
    at = np.frombuffer(mm, np.int64, 1)
    a = np.frombuffer(mm, np.float64, n, 8)
    for k in range(workers):
        if os.fork() == 0:
            i = np.arange(k * n // workers, (k + 1) * n // workers)
            v = np.asarray(compute(i))
            with lock:
                s = int(at[0])
                a[s:s + len(v)] = v
                at[0] += len(v)
            os._exit(0)
    for k in range(workers): os.wait()
    return a.copy()
