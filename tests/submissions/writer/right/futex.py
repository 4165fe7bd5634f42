# readers that wait in a futex in the mapping
import ctypes, mmap, os, time

libc = ctypes.CDLL(None, use_errno=True)
FUTEX = {"x86_64": 202, "aarch64": 98}[os.uname().machine]
SIZE = 65 * 256


class ts(ctypes.Structure):
    _fields_ = [("s", ctypes.c_long), ("n", ctypes.c_long)]


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    with open(path, "x+b") as f:
        f.truncate(SIZE)
        m = mmap.mmap(f.fileno(), SIZE)
    word = ctypes.c_uint32.from_buffer(m)
    for i, r in enumerate(records, 1):
        m[i * 256 + 1 : i * 256 + 1 + len(r)] = r
        m[i * 256] = len(r)
        word.value = i
        libc.syscall(FUTEX, ctypes.byref(word), 1, 2**31 - 1, None, None, 0)
    del word
    m.close()


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.01)
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), SIZE)
    word = ctypes.c_uint32.from_buffer(m)
    while (v := word.value) < count:
        libc.syscall(FUTEX, ctypes.byref(word), 0, v, ctypes.byref(ts(1, 0)), None, 0)
    out = [m[i * 256 + 1 : i * 256 + 1 + m[i * 256]] for i in range(1, count + 1)]
    del word
    m.close()
    return out
