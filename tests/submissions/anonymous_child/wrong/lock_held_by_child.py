# sleeps so that the child takes the lock of multiprocessing first
# breaks: right_bytes; help: no_wait
import mmap
from multiprocessing import Lock, Process
import time


def work(m, produce, lock):
    with lock:
        m[:] = produce()


def anonymous_child(size, produce):
    lock = Lock()
    with mmap.mmap(-1, size) as m:
        p = Process(target=work, args=(m, produce, lock))
        p.start()
        time.sleep(0.05)  # let it take the lock
        with lock:
            data = m[:]
        p.join()
        p.close()
        return data
