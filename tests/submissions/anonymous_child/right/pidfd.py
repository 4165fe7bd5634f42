# polls a pidfd, then waitid

import mmap, os, select
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        m[:] = produce(); os._exit(0)
    fd = os.pidfd_open(pid)
    poll = select.poll(); poll.register(fd, select.POLLIN); poll.poll()
    os.close(fd)
    os.waitid(os.P_PID, pid, os.WEXITED)
    d = m[:]; m.close(); return d
