# strips white space from the answers
# breaks: right_answers; help: taken_for_text
import mmap
import os


def chat(path, lines, reply):
    ar, aw = os.pipe()
    br, bw = os.pipe()
    with open(path, "r+b") as f:
        mm = mmap.mmap(f.fileno(), 0)
    pid = os.fork()
    if pid == 0:
        try:
            os.close(aw)
            while os.read(ar, 1):
                n = int.from_bytes(mm[:2], "big")
                a = reply(mm[2 : 2 + n])
                mm[:2] = len(a).to_bytes(2, "big")
                mm[2 : 2 + len(a)] = a
                os.write(bw, b"x")
        finally:
            os._exit(0)
    answers = []
    for line in lines:
        mm[:2] = len(line).to_bytes(2, "big")
        mm[2 : 2 + len(line)] = line
        os.write(aw, b"x")
        os.read(br, 1)
        n = int.from_bytes(mm[:2], "big")
        answers.append(mm[2 : 2 + n].strip())
    for fd in (ar, aw, br, bw):
        os.close(fd)
    os.waitpid(pid, 0)
    mm.close()
    return answers
