# threads in the place of children
# breaks: computed_once; help: parent_called
import mmap
import threading

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    memory = mmap.mmap(-1, n * 8)
    array = np.frombuffer(memory)

    def work(part):
        array[part] = compute(part)

    team = [threading.Thread(target=work, args=(p,)) for p in np.array_split(np.arange(n), workers)]
    for t in team:
        t.start()
    for t in team:
        t.join()
    return array
