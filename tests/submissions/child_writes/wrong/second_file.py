# the bytes go through a mapping of another file, and are copied over at last
# breaks: no_other_way; help: another_mapping

import asyncio, concurrent.futures, ctypes, mmap, multiprocessing, os, select, signal, tempfile, threading, time
import numpy as np


def shared(path, size):
    with open(path, "r+b") as f:
        return mmap.mmap(f.fileno(), size)


def child_writes(path, produce):
    size = os.path.getsize(path)
    m = shared(path, size)
    with tempfile.TemporaryFile() as f:
        f.truncate(size)
        n = mmap.mmap(f.fileno(), size)
    pid = os.fork()
    if pid == 0:
        n[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    out = n[:]
    m[:] = out
    n.close()
    m.close()
    return out
