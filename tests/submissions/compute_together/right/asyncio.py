# waits for the children by asyncio

import asyncio, mmap, os
import numpy as np

def compute_together(n, workers, compute):
    m = mmap.mmap(-1, max(8, n * 8))
    a = np.frombuffer(m, count=n)
    pids = []
    for k in range(workers):
        pid = os.fork()
        if pid == 0:
            try:
                s = slice(k * n // workers, (k + 1) * n // workers)
                a[s] = compute(list(range(s.start, s.stop)))
            finally:
                os._exit(0)
        pids.append(pid)
    async def wait_all():
        await asyncio.gather(*(asyncio.to_thread(os.waitpid, p, 0) for p in pids))
    asyncio.run(wait_all())
    return a
