# a named semaphore of the C library that is closed and not removed
# breaks: nothing_left; help: file_left
import ctypes
import mmap
import os
import uuid

libc = ctypes.CDLL(None, use_errno=True)
libc.sem_open.restype = ctypes.c_void_p
for name in ("sem_wait", "sem_post", "sem_close"):
    getattr(libc, name).argtypes = [ctypes.c_void_p]


class NamedSemaphore:
    def __init__(self):
        self.name = b"/" + uuid.uuid4().hex.encode()
        self.handle = libc.sem_open(self.name, os.O_CREAT | os.O_EXCL, 0o600, 1)
        if not self.handle:
            raise OSError(ctypes.get_errno(), "sem_open")

    def __enter__(self):
        while libc.sem_wait(self.handle):
            pass

    def __exit__(self, *_):
        libc.sem_post(self.handle)

    def close(self):
        libc.sem_close(self.handle)


def count_together(workers, rounds, draw):
    lock = NamedSemaphore()
    with mmap.mmap(-1, 8) as memory:
        view = memoryview(memory).cast("q")
        for _ in range(workers):
            if not os.fork():
                try:
                    for _ in range(rounds):
                        n = draw()
                        with lock:
                            view[0] += n
                finally:
                    os._exit(0)
        for _ in range(workers):
            os.wait()
        total = view[0]
        view.release()
    lock.close()
    return total
