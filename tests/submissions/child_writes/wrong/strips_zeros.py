# takes zeros off the end
# breaks: right_bytes; help: zeros_stripped

import asyncio, concurrent.futures, ctypes, mmap, multiprocessing, os, select, signal, tempfile, threading, time
import numpy as np


def shared(path, size):
    with open(path, "r+b") as f:
        return mmap.mmap(f.fileno(), size)


def child_writes(path, produce):
    size = os.path.getsize(path)
    m = shared(path, size)
    pid = os.fork()
    if pid == 0:
        m[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    out = m[:].rstrip(b"\0")
    m.close()
    return out
