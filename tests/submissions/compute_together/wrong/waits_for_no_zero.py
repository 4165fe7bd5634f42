# waits until no element is zero any more
# breaks: ended; help: zero_for_a_flag
import mmap, os, time
import numpy as np
def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    m = mmap.mmap(-1, 8 * n)
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
    while (a == 0).any():
        time.sleep(0.001)
    r = a.copy()
    for pid in pids:
        os.waitpid(pid, 0)
    del a
    m.close()
    return r
