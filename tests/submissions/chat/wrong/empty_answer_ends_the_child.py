# the child takes an empty answer for the end
# breaks: lines_arrive; help: child_gone
import mmap
import os


def chat(path, lines, reply):
    ar, aw = os.pipe()
    br, bw = os.pipe()
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            os.close(aw)
            while os.read(ar, 1):
                n = int.from_bytes(mm[:2], "big")
                a = reply(mm[2 : 2 + n])
                if not a:
                    break
                mm[:2] = len(a).to_bytes(2, "big")
                mm[2 : 2 + len(a)] = a
                os.write(bw, b"x")
            os._exit(0)
        os.close(bw)
        answers = []
        for line in lines:
            mm[:2] = len(line).to_bytes(2, "big")
            mm[2 : 2 + len(line)] = line
            os.write(aw, b"x")
            os.read(br, 1)
            n = int.from_bytes(mm[:2], "big")
            answers.append(mm[2 : 2 + n])
        for fd in (ar, aw, br):
            os.close(fd)
        os.waitpid(pid, 0)
    return answers
