# copy-on-write windows, copied into one array

import mmap, math
import numpy as np

def preview(path, shape, amount):
    n = math.prod(shape)
    out = np.empty(n, np.uint8)
    step = 4 * mmap.PAGESIZE
    with open(path, "rb") as f:
        for a in range(0, n, step):
            k = min(step, n - a)
            with mmap.mmap(f.fileno(), k, access=mmap.ACCESS_COPY, offset=a) as m:
                page = np.frombuffer(m, np.uint8)
                page[:] = np.clip(page.astype(np.int16) + amount, 0, 255)
                out[a:a + k] = page
                del page
    return out.reshape(shape)
