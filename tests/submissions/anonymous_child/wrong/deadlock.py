# parent and child wait for each other
# breaks: ended; help: never_ends

import mmap
import os


def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready, done = os.pipe()
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os.read(ready, 1)
        os._exit(0)
    os.waitpid(pid, 0)
    os.write(done, b"1")
    return memory[:]
