# an eventfd says that the data is there, a class holds the mapping

import mmap, os, numpy as np
class Channel:
    def __init__(self, n): self.m = mmap.mmap(-1, n); self.a = np.ndarray(n, np.uint8, buffer=self.m)
    def __enter__(self): return self
    def __exit__(self, *a): del self.a; self.m.close()
def anonymous_child(size, produce):
    e = os.eventfd(0)
    try:
        with Channel(size) as c:
            pid = os.fork()
            if pid == 0:
                c.a[...] = np.frombuffer(produce(), np.uint8)
                os.eventfd_write(e, 1)
                os._exit(0)
            os.eventfd_read(e)
            r = c.a.tobytes()
            os.waitpid(pid, 0)
            return r
    finally:
        os.close(e)
