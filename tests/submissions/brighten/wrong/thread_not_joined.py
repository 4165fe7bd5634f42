# a thread does it, and nobody waits
# breaks: right_file; help: runs_on
import threading
import numpy as np

def brighten(path, shape, amount):
    def work():
        img = np.memmap(path, np.uint8, "r+", shape=shape)
        img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
    threading.Thread(target=work, daemon=True).start()
