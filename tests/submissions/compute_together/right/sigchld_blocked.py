# blocks SIGCHLD and takes it by sigtimedwait

import mmap, os, signal
import numpy as np

def compute_together(n, workers, compute):
    memory = mmap.mmap(-1, max(8 * n, mmap.PAGESIZE))
    array = np.frombuffer(memory, dtype="<f8", count=n)
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        left = set()
        for part in np.array_split(np.arange(n), workers):
            pid = os.fork()
            if pid == 0:
                try:
                    array[part] = compute(part)
                finally:
                    os._exit(0)
            left.add(pid)
        while left:
            signal.sigtimedwait({signal.SIGCHLD}, 0.05)
            for pid in list(left):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    left.discard(pid)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, old)
    return array
