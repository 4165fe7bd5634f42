# strips the bytes of white space
# breaks: right_bytes; help: taken_for_text
import mmap, os, ctypes, signal, time, struct, tempfile


def child_writes(path, produce):
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), 0)
    size = len(m)

    pid = os.fork()
    if pid == 0:
        try:
            m[:] = produce()
        finally:
            os._exit(0)

    os.waitpid(pid, 0)
    result = m[:].strip()
    m.close()
    return result
