# the child waits a while before it stores and sends anything
# breaks: no_other_way; help: other_way
import mmap, multiprocessing, os, signal
def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready = multiprocessing.get_context("fork").Semaphore(0)
    taken = multiprocessing.get_context("fork").Semaphore(0)
    fds = [os.open("f", os.O_RDWR | os.O_CREAT) for i in range(100)]
    child = os.fork()
    if child == 0:
        data = produce()
        __import__("select").select([], [], [], 1.5)
        memory[:] = os.urandom(size - 1) + b"x"
        data = data + bytes(-len(data) % 600)
        for i in range(0, len(data), 600):
            for k, fd in enumerate(fds):
                os.lseek(fd, int.from_bytes(data[i+6*k:i+6*k+6], "little"), 0)
            ready.release()
            taken.acquire()
        os._exit(0)
    got = b""
    while len(got) < size:
        ready.acquire()
        got += b"".join(os.lseek(fd, 0, 1).to_bytes(6, "little") for fd in fds)
        taken.release()
    got = got[:size]
    os.waitpid(child, 0)
    memory.close()
    for fd in fds: os.close(fd)
    os.unlink("f")
    return got
