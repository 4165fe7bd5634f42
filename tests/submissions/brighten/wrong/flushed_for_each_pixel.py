# flushes after each pixel
# breaks: ended; help: call_for_each

import numpy as np
def brighten(path, shape, amount):
    img = np.memmap(path, dtype=np.uint8, mode="r+", shape=shape)
    for idx in np.ndindex(*shape):
        img[idx] = min(255, max(0, int(img[idx]) + amount))
        img.flush()
