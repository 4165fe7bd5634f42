# a wakeup descriptor and select
import mmap
import os
import select
import signal


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        r, w = os.pipe()
        os.set_blocking(w, False)
        old_fd = signal.set_wakeup_fd(w)
        old = signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            pid = os.fork()
            if pid == 0:
                try:
                    memory[:] = produce()
                finally:
                    os._exit(0)
            select.select([r], [], [])
            os.waitpid(pid, 0)
        finally:
            signal.set_wakeup_fd(old_fd)
            signal.signal(signal.SIGCHLD, old)
            os.close(r)
            os.close(w)
        return memory[:]
