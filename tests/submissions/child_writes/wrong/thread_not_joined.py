# a thread of the child stores, and the child does not wait for it
# breaks: right_bytes; help: thread_ended
import mmap
import os
import threading


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            def work():
                m[:] = produce()
            threading.Thread(target=work, daemon=True).start()
            os._exit(0)
        os.waitpid(pid, 0)
        return m[:]
