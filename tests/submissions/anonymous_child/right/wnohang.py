# asks with WNOHANG until the child has ended

import mmap, os
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        m[:] = produce(); os._exit(0)
    while os.waitpid(pid, os.WNOHANG) == (0, 0):
        pass
    d = m[:]; m.close(); return d
