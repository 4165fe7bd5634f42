# polls with WNOHANG and a short sleep; the child stores backwards

import mmap
import os
import time


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), os.path.getsize(path)) as memory:
        pid = os.fork()
        if pid == 0:
            data = produce()
            for index in reversed(range(len(data))):
                memory[index] = data[index]
            memory.flush()
            os._exit(0)
        while os.waitpid(pid, os.WNOHANG) == (0, 0):
            time.sleep(0.01)
        return b"".join(memory[i : i + 1] for i in range(len(memory)))
