# a thread forks each child and waits for it

import mmap, os, threading
import numpy as np

def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    m = mmap.mmap(-1, n * 8)
    a = np.frombuffer(m)
    def one(k):
        pid = os.fork()
        if pid == 0:
            try:
                i = np.arange(k * n // workers, (k + 1) * n // workers)
                a[i] = compute(i)
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
    ts = [threading.Thread(target=one, args=(k,)) for k in range(workers)]
    for t in ts: t.start()
    for t in ts: t.join()
    return a
