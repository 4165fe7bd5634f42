# waits for pidfds, and reaps by them

import mmap, os, select
from contextlib import ExitStack
import numpy as np

def compute_together(n, workers, compute):
    mem = mmap.mmap(-1, max(1, n) * 8)
    arr = np.frombuffer(mem, count=n)
    with ExitStack() as stack:
        poll = select.poll()
        open_ = {}
        for k in range(workers):
            pid = os.fork()
            if pid == 0:
                try:
                    s = slice(k * n // workers, (k + 1) * n // workers)
                    if s.stop > s.start:
                        arr[s] = compute(range(s.start, s.stop))
                except BaseException:
                    os._exit(70)
                os._exit(0)
            fd = os.pidfd_open(pid)
            stack.callback(os.close, fd)
            open_[fd] = pid
            poll.register(fd, select.POLLIN)
        while open_:
            for fd, _ in poll.poll():
                poll.unregister(fd)
                info = os.waitid(os.P_PIDFD, fd, os.WEXITED)
                assert info.si_status == 0
                del open_[fd]
    return arr
