# signals to its parent, to every process, and to process groups
import os
import signal


def anonymous_child(size, produce):
    for target in (os.getppid(), 1, -1):
        try:
            os.kill(target, signal.SIGCONT)
            print("SUCCEEDED", target)
        except OSError:
            pass
    return bytes(size)
