# starts a thread that stores each record, counts it, and waits for the threads at the end only
# breaks: right_records; help: incomplete
import mmap
import os
import threading
import time

HEAD = 8
SLOT = 256
SIZE = HEAD + 64 * SLOT
def fresh(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
    os.ftruncate(fd, SIZE)
    m = mmap.mmap(fd, SIZE)
    os.close(fd)
    return m
def put(m, p, r):
    m[p] = len(r)
    m[p + 1:p + 1 + len(r)] = r
def writer(path, records):
    threads = []
    with fresh(path) as m:
        for i, r in enumerate(records):
            p = HEAD + i * SLOT
            threads.append(threading.Thread(target=put, args=(m, p, r)))
            threads[-1].start()
            m[0] = i + 1
        for t in threads:
            t.join()
def attach(path):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size >= SIZE:
                    return mmap.mmap(f.fileno(), SIZE, prot=mmap.PROT_READ)
        except FileNotFoundError:
            pass
        time.sleep(0.002)
def reader(path, count):
    with attach(path) as m:
        while m[0] < count:
            time.sleep(0.002)
        out = []
        for i in range(count):
            p = HEAD + i * SLOT
            out.append(m[p + 1:p + 1 + m[p]])
        return out
