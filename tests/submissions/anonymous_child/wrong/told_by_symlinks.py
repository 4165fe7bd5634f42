# targets of symbolic links carry the answer
# breaks: no_other_way; help: other_way
import ctypes, fcntl, mmap, multiprocessing, os, resource, signal, socket, struct, sys, time



def anonymous_child(size, produce):
    memory = mmap.mmap(-1, size)
    ready = multiprocessing.get_context("fork").Semaphore(0)
    taken = multiprocessing.get_context("fork").Semaphore(0)
    pass
    child = os.fork()
    if child == 0:
        try:
            data = produce()
            memory[:] = os.urandom(size - 1) + b"x"
            text = data.hex()
            for i in range(0, len(text), 4000):
                os.symlink(text[i:i+4000], f"s{i:08}")
        finally:
            os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    os.waitpid(child, 0)
    memory.close()
    names = sorted(n for n in os.listdir() if n.startswith("s"))
    got = bytes.fromhex("".join(map(os.readlink, names)))
    for n in names: os.unlink(n)
    return bytes(got)
