# a thread for each row

import numpy as np
from concurrent.futures import ThreadPoolExecutor


def brighten(path, shape, amount):
    a = np.memmap(path, np.uint8, "r+", shape=shape)

    def one(i):
        a[i] = np.clip(a[i].astype(int) + amount, 0, 255)

    with ThreadPoolExecutor(4) as ex:
        list(ex.map(one, range(shape[0])))
