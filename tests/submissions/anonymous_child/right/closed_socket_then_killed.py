# a socket that the child closes tells that all is stored; then the child is killed
import mmap
import os
import signal
import socket


def anonymous_child(size, produce):
    a, b = socket.socketpair()
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        try:
            a.close()
            m[:] = produce()
            b.shutdown(socket.SHUT_RDWR)
            signal.sigwait([signal.SIGUSR1])
        finally:
            os._exit(0)
    b.close()
    with a:
        assert a.recv(1) == b""
    data = bytes(memoryview(m))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    m.close()
    return data
