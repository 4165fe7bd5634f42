# takes the amount for a factor
# breaks: right_file; help: other_values
import numpy as np

def brighten(path, shape, amount):
    img = np.memmap(path, np.uint8, "r+", shape=shape)
    img[...] = np.clip(img * (1 + amount / 255), 0, 255)
