# a POSIX semaphore for each record, which every reader takes and gives back
import ctypes, mmap, os, time

lib = ctypes.CDLL(None)
SEM = 32
HEAD = 4096
SIZE = HEAD + 64 * 256


def writer(path, records):
    tmp = str(path) + "~"
    with open(tmp, "w+b") as f:
        f.truncate(SIZE)
        m = mmap.mmap(f.fileno(), SIZE)
    base = ctypes.c_char.from_buffer(m)
    for i in range(64):
        lib.sem_init(ctypes.byref(base, i * SEM), 1, 0)
    os.rename(tmp, path)
    for i, r in enumerate(records):
        m[HEAD + i * 256 : HEAD + i * 256 + 1 + len(r)] = bytes([len(r)]) + r
        lib.sem_post(ctypes.byref(base, i * SEM))
    del base
    m.close()


def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), SIZE)
    base = ctypes.c_char.from_buffer(m)
    out = []
    for i in range(count):
        lib.sem_wait(ctypes.byref(base, i * SEM))
        lib.sem_post(ctypes.byref(base, i * SEM))
        at = HEAD + i * 256
        out.append(m[at + 1 : at + 1 + m[at]])
    del base
    m.close()
    return out
