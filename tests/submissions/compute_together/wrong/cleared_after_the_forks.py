# the parent clears the array once the children are there
# breaks: right_array; help: stored_after_fork or wrong_place or overwritten
import mmap, os
import numpy as np
def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    with mmap.mmap(-1, 8 * n) as m:
        a = np.frombuffer(m, dtype=np.float64)
        pids = []
        for k in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    i = np.arange(k * n // workers, (k + 1) * n // workers)
                    a[i] = compute(i)
                finally:
                    os._exit(0)
            pids.append(pid)
        a[:] = 0
        for pid in pids:
            os.waitpid(pid, 0)
        r = a.copy()
        del a
        return r
