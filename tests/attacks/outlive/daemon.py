# a grandchild in a session of its own goes on after the check
import os
import time


def anonymous_child(size, produce):
    if os.fork() == 0:
        try:
            os.setsid()
            print("SUCCEEDED")
        except OSError:
            pass
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    os.wait()
    return bytes(size)
