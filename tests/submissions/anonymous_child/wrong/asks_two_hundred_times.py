# asks two hundred times whether the child has ended, and reads then
# breaks: waits; help: no_wait
import mmap, os, ctypes, signal, time, struct, tempfile


def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)

    pid = os.fork()
    if pid == 0:
        try:
            m[:] = produce()
        finally:
            os._exit(0)
    for _ in range(200):
        if os.waitpid(pid, os.WNOHANG)[0]:
            break
        time.sleep(0.001)
    result = m[:]
    result = result
    m.close()
    return result
