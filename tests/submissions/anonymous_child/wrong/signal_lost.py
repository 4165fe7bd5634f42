# pause without blocking the signal
# breaks: ended; help: signal_lost
import mmap
import os
import signal


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        old = signal.signal(signal.SIGUSR1, lambda *_: None)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os.kill(parent, signal.SIGUSR1)
            os._exit(0)
        signal.pause()
        signal.signal(signal.SIGUSR1, old)
        os.waitpid(pid, 0)
        return memory[:]
