# each process maps the file for itself after the fork, the parent with ACCESS_READ

import mmap
import os


def store(path, produce):
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(fd, 0, access=mmap.ACCESS_WRITE)
    os.close(fd)
    memory.write(produce())
    memory.flush()
    memory.close()


def child_writes(path, produce):
    pid = os.fork()
    if not pid:
        status = 1
        try:
            store(path, produce)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    fd = os.open(path, os.O_RDONLY)
    try:
        memory = mmap.mmap(fd, os.fstat(fd).st_size, access=mmap.ACCESS_READ)
    finally:
        os.close(fd)
    try:
        return memory.read()
    finally:
        memory.close()
