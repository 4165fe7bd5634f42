# an alarm ends its wait after a second
# breaks: waits; help: no_wait
import mmap, os, ctypes, signal, time, struct, tempfile


class Late(Exception):
    pass


def late(*args):
    raise Late


def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    signal.signal(signal.SIGALRM, late)
    pid = os.fork()
    if pid == 0:
        try:
            m[:] = produce()
        finally:
            os._exit(0)
    signal.alarm(1)
    try:
        os.waitpid(pid, 0)
    except Late:
        pass
    signal.setitimer(signal.ITIMER_REAL, 0)
    result = m[:]
    m.close()
    return result
