# a file named like a semaphore is mapped and carries the answer
# breaks: shared_anonymous; help: None
import ctypes, fcntl, mmap, multiprocessing, os, resource, signal, socket, struct, sys, time



def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready = multiprocessing.get_context("fork").Semaphore(0)
    taken = multiprocessing.get_context("fork").Semaphore(0)
    path = "/dev/shm/sem.carrier"
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.ftruncate(fd, size)
    other = mmap.mmap(fd, size)
    child = os.fork()
    if child == 0:
        try:
            data = produce()
            memory[:] = os.urandom(size - 1) + b"x"
            other[:] = data
        finally:
            os._exit(0)
    pass
    os.waitpid(child, 0)
    memory.close()
    got = other[:]
    other.close()
    os.close(fd)
    os.unlink(path)
    return bytes(got)
