# two threads, every second row each

import numpy as np, threading


def preview(path, shape, amount):
    a = np.memmap(path, np.uint8, "c", shape=shape)

    def go(s):
        a[s] = np.clip(a[s].astype(int) + amount, 0, 255)

    ts = [threading.Thread(target=go, args=(slice(k, None, 2),)) for k in (0, 1)]
    [t.start() for t in ts]
    [t.join() for t in ts]
    return a
