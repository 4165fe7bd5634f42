# asks once, with WNOHANG, whether the child has ended: it need not have
# breaks: nothing_left; help: child_not_reaped
import mmap
import os
import time

def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size + 1)
    try:
        pid = os.fork()
        if pid == 0:
            memory[:size] = produce()
            memory[size] = 1
            os._exit(0)
        while memory[size] == 0:
            time.sleep(0.001)
        data = memory[:size]
        os.waitpid(pid, 1)
        return data
    finally:
        memory.close()
