# spins on a flag in the mapping

import mmap, os
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size + 1)
    pid = os.fork()
    if pid == 0:
        m[1:] = produce(); m[0] = 1; os._exit(0)
    while not m[0]:
        pass
    d = m[1:]; os.waitpid(pid, 0); m.close(); return d
