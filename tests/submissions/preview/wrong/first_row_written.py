# writes the first row to the file too
# breaks: right_file; help: file_written
import mmap
import numpy as np

def preview(path, shape, amount):
    img = np.memmap(path, np.uint8, mode="c", shape=shape)
    img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
    with open(path, "r+b") as f:
        f.write(img[:1].tobytes())
    return img
