# sleeps so that the child takes the lock first
# breaks: right_bytes; help: no_wait
import mmap
import time
from multiprocessing import Lock, Process


def job(path, produce, lock):
    with lock, open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        m[:] = produce()


def child_writes(path, produce):
    lock = Lock()
    p = Process(target=job, args=(path, produce, lock))
    p.start()
    time.sleep(0.1)
    with lock, open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        data = m[:]
    p.join()
    p.close()
    return data
