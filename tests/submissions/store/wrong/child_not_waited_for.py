# a child stores and stays; nobody waits for it
# breaks: nothing_left; help: child_left_running

import mmap
import os
import time


def store(path, data):
    if os.fork() == 0:
        with open(path, "w+b") as f:
            f.truncate(len(data))
            with mmap.mmap(f.fileno(), len(data)) as m:
                m[:] = data
        time.sleep(3600)
        os._exit(0)
