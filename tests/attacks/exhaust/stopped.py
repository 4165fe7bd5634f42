# stops itself, so that it neither runs nor ends
import os
import signal


def anonymous_child(size, produce):
    os.kill(os.getpid(), signal.SIGSTOP)
    return bytes(size)
