# a grandchild stores

import mmap, os
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        gp = os.fork()
        if gp == 0:
            m[:] = produce(); os._exit(0)
        os.waitpid(gp, 0)
        os._exit(0)
    os.waitpid(pid, 0)
    d = m[:]; m.close(); return d
