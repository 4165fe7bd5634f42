# a child does it, and is reaped by nobody
# breaks: right_file; help: runs_on
import os, signal
import numpy as np

def brighten(path, shape, amount):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)     # no zombies
    if os.fork() == 0:
        img = np.memmap(path, np.uint8, "r+", shape=shape)
        img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
        os._exit(0)
