# sleeps so that the child locks the file first
# breaks: right_bytes; help: no_wait
import fcntl
import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            fcntl.lockf(f, fcntl.LOCK_EX)
            m[:] = produce()
            fcntl.lockf(f, fcntl.LOCK_UN)
            os._exit(0)
        time.sleep(0.01)
        fcntl.lockf(f, fcntl.LOCK_EX)
        data = m[:]
        fcntl.lockf(f, fcntl.LOCK_UN)
        os.waitpid(pid, 0)
        return data
