# does nothing for an amount of 1
# breaks: right_file; help: never_stored
import numpy as np

def brighten(path, shape, amount):
    a = np.memmap(path, np.uint8, 'r+', shape=shape)
    if amount > 1:
        np.minimum(a, 255 - amount, out=a)
        np.add(a, np.uint8(amount), out=a)
    elif amount < 0:
        np.maximum(a, -amount, out=a)
        np.subtract(a, np.uint8(-amount), out=a)
