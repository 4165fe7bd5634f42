# one pipe for both directions
# breaks: right_answers; help: own_token
import mmap
import os


def chat(path, lines, reply):
    r, w = os.pipe()
    answers = []
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            while os.read(r, 1) != b"q":
                n = int.from_bytes(m[:2], "big")
                a = reply(m[2:2 + n])
                m[:2] = len(a).to_bytes(2, "big")
                m[2:2 + len(a)] = a
                os.write(w, b"c")
            os._exit(0)
        for line in lines:
            m[:2] = len(line).to_bytes(2, "big")
            m[2:2 + len(line)] = line
            os.write(w, b"p")
            os.read(r, 1)
            n = int.from_bytes(m[:2], "big")
            answers.append(m[2:2 + n])
        os.write(w, b"q")
        os.waitpid(pid, 0)
    os.close(r)
    os.close(w)
    return answers
