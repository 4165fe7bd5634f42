# a list of `bytearray`
# breaks: right_answers; help: not_list_of_bytes
import mmap
import os


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()

    def talk():
        for line in lines:
            m[:2] = len(line).to_bytes(2)
            m[2:2 + len(line)] = line
            os.write(w1, b"?")
            os.read(r2, 1)
            yield bytearray(m[2:2 + int.from_bytes(m[:2])])

    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                os.read(r1, 1)
                a = reply(m[2:2 + int.from_bytes(m[:2])])
                m[:2] = len(a).to_bytes(2)
                m[2:2 + len(a)] = a
                os.write(w2, b"!")
            os._exit(0)
        answers = list(talk())
        os.waitpid(pid, 0)
    for fd in (r1, w1, r2, w2):
        os.close(fd)
    return answers
