# halves the indices wrongly: with five children some are computed twice
# breaks: computed_once; help: beyond_the_end or overlapping
import mmap
import os
import numpy as np

def halves(array, low, high, workers, compute):
    if workers == 1:
        if high > low:
            array[low:high] = compute(np.arange(low, high))
        return
    middle = low + (high + low) * (workers // 2) // workers
    children = []
    for a, b, w in ((low, middle, workers // 2), (middle, high, workers - workers // 2)):
        pid = os.fork()
        if pid == 0:
            halves(array, a, b, w, compute)
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)

def compute_together(n, workers, compute):
    if n == 0:
        return np.array([], dtype=np.float64)
    memory = mmap.mmap(-1, n * 8, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    array = np.frombuffer(memory, np.float64)
    pid = os.fork()
    if pid == 0:
        halves(array, 0, n, workers, compute)
        os._exit(0)
    os.waitpid(pid, 0)
    return array
