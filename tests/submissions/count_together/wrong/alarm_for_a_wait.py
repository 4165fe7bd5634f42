# an alarm ends its wait for the children
# breaks: waits; help: no_wait
import mmap, os, signal
import numpy as np


class Late(Exception):
    pass


def late(*a):
    raise Late


def count_together(workers, rounds, draw):
    m = mmap.mmap(-1, 8 * workers)
    a = np.frombuffer(m, np.int64)
    for k in range(workers):
        if os.fork() == 0:
            try:
                a[k] = sum(draw() for _ in range(rounds))
            finally:
                os._exit(0)
    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        for _ in range(workers):
            os.wait()
    except Late:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    t = int(a.sum())
    del a
    m.close()
    return t
