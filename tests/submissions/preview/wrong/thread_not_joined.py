# a thread changes the array that was returned
# breaks: right_array; help: runs_on
import threading
import numpy as np

def preview(path, shape, amount):
    img = np.memmap(path, np.uint8, "c", shape=shape)
    def work():
        for row in img:
            row[...] = np.clip(row.astype(np.int16) + amount, 0, 255)
    threading.Thread(target=work).start()
    return img
