# a signal that comes before `pause` is lost, and the parent waits for ever
# breaks: ended; help: signal_lost

import mmap
import os
import signal


def child_writes(path, produce):
    old = signal.signal(signal.SIGUSR1, lambda *a: None)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os.kill(os.getppid(), signal.SIGUSR1)
            os._exit(0)
        signal.pause()
        data = memory[:]
        os.waitpid(pid, 0)
    signal.signal(signal.SIGUSR1, old)
    return data
