# asks once, with WNOHANG, whether the child has ended: it need not have
# breaks: nothing_left; help: child_not_reaped
import fcntl
import mmap
import os

class Mapped:

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.fd = os.open(self.path, os.O_RDWR)
        self.memory = mmap.mmap(self.fd, os.fstat(self.fd).st_size)
        return self

    def __exit__(self, *_):
        self.memory.close()
        os.close(self.fd)

def child_writes(path, produce):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with Mapped(path) as mapped:
                fcntl.lockf(mapped.fd, fcntl.LOCK_EX)
                os.write(w, b'!')
                mapped.memory[:] = produce()
                fcntl.lockf(mapped.fd, fcntl.LOCK_UN)
        finally:
            os._exit(0)
    os.read(r, 1)
    with Mapped(path) as mapped:
        fcntl.lockf(mapped.fd, fcntl.LOCK_SH)
        result = mapped.memory[:]
    os.close(r)
    os.close(w)
    os.waitpid(pid, 1)
    return result
