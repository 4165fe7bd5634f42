# SIGCHLD says that the child has ended

import mmap, os, signal
def anonymous_child(size, produce):
    old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        m[:] = produce(); os._exit(0)
    signal.sigwait([signal.SIGCHLD])
    os.waitpid(pid, 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, old)
    d = m[:]; m.close(); return d
