# lockf around every look, a sequence number under it, a memoryview over the mapping

import fcntl
import mmap
import os
import time
from contextlib import contextmanager


@contextmanager
def locked(fd):
    fcntl.lockf(fd, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.lockf(fd, fcntl.LOCK_UN)


def swap(fd, view, mine, data=None):
    """Wait for my turn; store data if there is some; the bytes that were there."""
    while True:
        with locked(fd):
            if view[0] == mine:
                found = bytes(view[4 : 4 + view[1] * 256 + view[2]])
                if data is not None:
                    view[1], view[2] = divmod(len(data), 256)
                    view[4 : 4 + len(data)] = data
                    view[0] = 1 - mine
                return found
        time.sleep(0.002)


def chat(path, lines, reply):
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(fd, 0)
    view = memoryview(memory)
    view[0:4] = bytes(4)
    pid = os.fork()
    if pid == 0:
        for _ in range(len(lines)):
            swap(fd, view, 1, reply(swap(fd, view, 1)))
        os._exit(0)
    answers = []
    for line in lines:
        swap(fd, view, 0, line)
        answers.append(swap(fd, view, 0))
    os.waitpid(pid, 0)
    view.release()
    memory.close()
    os.close(fd)
    return answers
