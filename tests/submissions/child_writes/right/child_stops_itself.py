# the child stops itself when the bytes are there; the parent reads, and lets it go on

import mmap
import os
import signal


def child_writes(path, produce):
    "the child stops itself when it is done"
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            memory[:] = produce()
            os.kill(os.getpid(), signal.SIGSTOP)
            os._exit(0)
        _, status = os.waitpid(pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        data = memory[:]
        os.kill(pid, signal.SIGCONT)
        os.waitpid(pid, 0)
        return data
