# a timer ends its wait after twenty milliseconds
# breaks: waits; help: no_wait or child_not_reaped
import mmap, os, ctypes, signal, time, struct, tempfile


class Late(Exception):
    pass


def late(*args):
    raise Late


def child_writes(path, produce):
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), 0)
    size = len(m)
    signal.signal(signal.SIGALRM, late)
    pid = os.fork()
    if pid == 0:
        try:
            m[:] = produce()
        finally:
            os._exit(0)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        os.waitpid(pid, 0)
    except Late:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    result = m[:]
    m.close()
    return result
