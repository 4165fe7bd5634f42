# a newline ends a line
# breaks: lines_arrive; help: ended_by_a_mark
import mmap
import os


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    answers = []
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                os.read(r1, 1)
                m.seek(0)
                line = m.readline()[:-1]
                m.seek(0)
                m.write(reply(line) + b"\n")
                os.write(w2, b"!")
            os._exit(0)
        for line in lines:
            m.seek(0)
            m.write(line + b"\n")
            os.write(w1, b"?")
            os.read(r2, 1)
            m.seek(0)
            answers.append(m.readline()[:-1])
        os.waitpid(pid, 0)
    for fd in (r1, w1, r2, w2):
        os.close(fd)
    return answers
