# waits for a token but never reaps the child
# breaks: nothing_left; help: child_not_reaped

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready, done = os.pipe()
    if os.fork() == 0:
        memory[:] = produce()
        os.write(done, b"1")
        os._exit(0)
    os.read(ready, 1)
    os.close(ready)
    os.close(done)
    data = memory[:]
    memory.close()
    return data
