# the first half of the records is stored by a pool of threads, the rest by one thread
import mmap
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
HEAD = 8
SLOT = 256
SIZE = HEAD + 64 * SLOT
def writer(path, records):
    tmp = str(path) + ".part"
    fd = os.open(tmp, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o644)
    os.ftruncate(fd, SIZE)
    m = mmap.mmap(fd, SIZE)
    os.close(fd)
    os.rename(tmp, path)
    def put(i, r):
        p = HEAD + i * SLOT
        m[p] = len(r)
        m[p + 1:p + 1 + len(r)] = r
    def rest():
        for i in range(half, len(records)):
            put(i, records[i])
            m[0] = i + 1
    half = len(records) // 2
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, range(half), records[:half]))
    m[0] = half
    t = threading.Thread(target=rest)
    t.start()
    t.join()
    m.close()
def reader(path, count):
    while True:
        try:
            with open(path, "rb") as f:
                if os.fstat(f.fileno()).st_size >= SIZE:
                    m = mmap.mmap(f.fileno(), SIZE, prot=mmap.PROT_READ)
                    break
        except FileNotFoundError:
            pass
        time.sleep(0.002)
    with m:
        while m[0] < count:
            time.sleep(0.002)
        return [m[HEAD + i * SLOT + 1:HEAD + i * SLOT + 1 + m[HEAD + i * SLOT]] for i in range(count)]
