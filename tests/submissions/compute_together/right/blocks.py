# blocks of 512 elements in turn, so that of a short array one child has all
import mmap, os, multiprocessing as mp
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
                for b in range(k, -(-n // 512), workers):
                    i = np.arange(512 * b, min(512 * (b + 1), n))
                    a[i] = compute(i)
            finally:
                os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    return a
