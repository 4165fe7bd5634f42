# waits until the last byte is another one than 255
# breaks: ended; help: byte_for_a_flag or never_ends
import mmap, os, ctypes, signal, time, struct, tempfile


def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    m[size - 1] = 255
    pid = os.fork()
    if pid == 0:
        try:
            m[:] = produce()
        finally:
            os._exit(0)
    while m[size - 1] == 255:
        os.sched_yield()
    os.waitpid(pid, 0)
    result = m[:]
    m.close()
    return result
