# prints to both streams and warns

import mmap
import os
import sys
import warnings


def anonymous_child(size, produce):
    print("mapping", size, "bytes")
    print("to stderr", file=sys.stderr)
    warnings.warn("a warning costs nothing")
    memory = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        print("in the child", file=sys.stderr, flush=True)
        memory[:] = produce()
        os._exit(0)
    os.wait()
    data = memory[:]
    memory.close()
    return data
