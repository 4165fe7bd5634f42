# the child takes the lines from a copy of them that is written otherwise, made before the fork
# breaks: no_other_way; help: other_way
import mmap, os, multiprocessing, struct
def chat(path, lines, reply):
    hidden = [bytes(b ^ 1 for b in l) for l in lines]
    c = multiprocessing.get_context("fork")
    ask, said = c.Semaphore(0), c.Semaphore(0)
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 4096) as m:
        pid = os.fork()
        if pid == 0:
            for h in hidden:
                ask.acquire()
                a = reply(bytes(b ^ 1 for b in h))
                m[:2] = struct.pack("<H", len(a))
                m[2:2 + len(a)] = a
                said.release()
            os._exit(0)
        got = []
        for _ in lines:
            ask.release(); said.acquire()
            n, = struct.unpack("<H", m[:2])
            got.append(m[2:2 + n])
        os.waitpid(pid, 0)
        return got
