# reads the bytes as signed
# breaks: right_file; help: signed
import numpy as np

def brighten(path, shape, amount):
    img = np.memmap(path, np.uint8, "r+", shape=shape)
    img[...] = np.clip(img.astype(np.int8) + np.int16(amount), 0, 255)
