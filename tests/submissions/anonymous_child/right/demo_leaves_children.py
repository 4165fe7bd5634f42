# its cell tries things out, and leaves a zombie, a child that waits for a signal, and shared memory

import mmap
import os
import signal
from multiprocessing import shared_memory


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as memory:
        child = os.fork()
        if child == 0:
            try:
                memory.write(produce())
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        return memory[:]


if os.fork() == 0:
    os._exit(0)
if os.fork() == 0:
    signal.pause()
    os._exit(0)
kept = shared_memory.SharedMemory(create=True, size=100)
