# a pthread mutex and condition that processes share, in the mapping, by ctypes
import ctypes, mmap, os, time

lib = ctypes.CDLL(None)
SIZE = 4096 + 64 * 256
SHARED = 1


def at(m, off):
    return ctypes.c_char.from_buffer(m, off)


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        m = mmap.mmap(f.fileno(), SIZE)
    mutex, cond = at(m, 64), at(m, 256)
    attr = ctypes.create_string_buffer(64)
    lib.pthread_mutexattr_init(attr)
    lib.pthread_mutexattr_setpshared(attr, SHARED)
    lib.pthread_mutex_init(ctypes.byref(mutex), attr)
    cattr = ctypes.create_string_buffer(64)
    lib.pthread_condattr_init(cattr)
    lib.pthread_condattr_setpshared(cattr, SHARED)
    lib.pthread_cond_init(ctypes.byref(cond), cattr)
    m[0] = 1
    for i, r in enumerate(records):
        lib.pthread_mutex_lock(ctypes.byref(mutex))
        m[1] = i + 1
        m[4096 + i * 256] = len(r)
        m[4097 + i * 256 : 4097 + i * 256 + len(r)] = r
        lib.pthread_cond_broadcast(ctypes.byref(cond))
        lib.pthread_mutex_unlock(ctypes.byref(mutex))
    del mutex, cond
    m.close()


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), SIZE)
    while not m[0]:
        time.sleep(0.01)
    mutex, cond = at(m, 64), at(m, 256)
    lib.pthread_mutex_lock(ctypes.byref(mutex))
    while m[1] < count:
        lib.pthread_cond_wait(ctypes.byref(cond), ctypes.byref(mutex))
    out = [m[4097 + i * 256 : 4097 + i * 256 + m[4096 + i * 256]] for i in range(count)]
    lib.pthread_mutex_unlock(ctypes.byref(mutex))
    del mutex, cond
    m.close()
    return out
