# takes zeros off the end
# breaks: right_bytes; help: zeros_stripped

import asyncio, concurrent.futures, ctypes, mmap, multiprocessing, os, select, signal, tempfile, threading, time
import numpy as np


def shared(size):
    return mmap.mmap(
        -1, size, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE
    )


def anonymous_child(size, produce):
    m = shared(size)
    pid = os.fork()
    if pid == 0:
        m[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    out = m[:].rstrip(b"\0")
    m.close()
    return out
