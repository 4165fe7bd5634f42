# stores byte by byte, while the parent waits for the first one alone
# breaks: right_bytes; help: no_wait

import asyncio, concurrent.futures, ctypes, mmap, multiprocessing, os, select, signal, tempfile, threading, time
import numpy as np


def shared(size):
    return mmap.mmap(
        -1, size, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE
    )


def anonymous_child(size, produce):
    m = shared(size)
    m[0] = 0
    pid = os.fork()
    if pid == 0:
        d = produce()
        for i in range(size):
            m[i] = d[i]
        os._exit(0)
    while not m[0]:
        if os.waitpid(pid, os.WNOHANG)[0]:
            pid = 0
            break
        time.sleep(0.001)
    out = m[:]
    if pid:
        os.waitpid(pid, 0)
    m.close()
    return out
