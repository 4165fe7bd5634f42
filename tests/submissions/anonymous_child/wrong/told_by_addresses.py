# addresses of the child's mappings carry the answer, in /proc/PID/maps
# breaks: no_other_way; help: other_way
import ctypes, fcntl, mmap, multiprocessing, os, resource, signal, socket, struct, sys, time


libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long)
BASE = 0x100000000000


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready = multiprocessing.get_context("fork").Semaphore(0)
    taken = multiprocessing.get_context("fork").Semaphore(0)
    pass
    child = os.fork()
    if child == 0:
        try:
            data = produce()
            memory[:] = os.urandom(size - 1) + b"x"
            for i in range(0, len(data), 2):
                n = int.from_bytes(data[i:i+2].ljust(2, b"\0"), "little")
                libc.mmap(BASE + (i // 2 << 29) + (n << 12), 4096, 0, 0x100022, -1, 0)
            ready.release()
            taken.acquire()
        finally:
            os._exit(0)
    ready.acquire()
    starts = [int(l.split("-")[0], 16) for l in open(f"/proc/{child}/maps")]
    starts = sorted(s - BASE for s in starts if BASE <= s < BASE + (size << 29))
    got = b"".join((s >> 12 & 0xffff).to_bytes(2, "little") for s in starts)[:size]
    taken.release()
    os.waitpid(child, 0)
    memory.close()
    pass
    return bytes(got)
