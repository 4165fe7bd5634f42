# stops itself and all its children at once
import os
import signal
import time


def anonymous_child(size, produce):
    for _ in range(4):
        if os.fork() == 0:
            time.sleep(100)
    os.kill(0, signal.SIGSTOP)
    return bytes(size)
