# blocks SIGUSR1, waits with sigwaitinfo, then reaps
import mmap
import os
import signal


def child_writes(path, produce):
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    fd = os.open(path, os.O_RDWR)
    try:
        with mmap.mmap(fd, 0) as memory:
            pid = os.fork()
            if pid == 0:
                view = memoryview(memory)
                view[:] = produce()
                os.kill(os.getppid(), signal.SIGUSR1)
                os._exit(0)
            signal.sigwaitinfo([signal.SIGUSR1])
            data = memory[:]
            os.waitpid(pid, 0)
            return data
    finally:
        os.close(fd)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
