# waits for SIGCHLD, which it has not blocked: the child may have ended before
# breaks: ended; help: signal_lost
import mmap
import os
import signal

def child_writes(path, produce):
    old = signal.signal(signal.SIGCHLD, lambda *a: None)
    try:
        with open(path, 'r+b') as file, mmap.mmap(file.fileno(), 0) as memory:
            pid = os.fork()
            if pid == 0:
                memory[:] = produce()
                os._exit(0)
            signal.sigwait([signal.SIGCHLD])
            os.waitpid(-1, 0)
            return memory[:]
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        signal.signal(signal.SIGCHLD, old)
