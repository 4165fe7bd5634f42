# returns a tuple
# breaks: right_answers; help: not_list_of_bytes
import mmap, os


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 4096) as m:
        r1, w1 = os.pipe()
        r2, w2 = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(w1)
                while os.read(r1, 1):
                    a = reply(m[2 : 2 + int.from_bytes(m[:2], "big")])
                    m[:2] = len(a).to_bytes(2, "big")
                    m[2 : 2 + len(a)] = a
                    os.write(w2, b"x")
            finally:
                os._exit(0)
        out = ()
        for l in lines:
            m[:2] = len(l).to_bytes(2, "big")
            m[2 : 2 + len(l)] = l
            os.write(w1, b"x")
            os.read(r2, 1)
            out += (m[2 : 2 + int.from_bytes(m[:2], "big")],)
        os.close(w1)
        os.waitpid(pid, 0)
        for fd in (r1, r2, w2):
            os.close(fd)
        return out
