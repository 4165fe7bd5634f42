# waits for the mtime of the file
# breaks: ended; help: never_ends
import mmap
import os
import time


def child_writes(path, produce):
    before = os.stat(path).st_mtime_ns
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            memory.flush()
            os._exit(0)
        while os.stat(path).st_mtime_ns == before:
            time.sleep(0.001)
        data = memory[:]
        os.waitpid(pid, 0)
        return data
