# stores all lines behind one another before it forks
# breaks: ended; help: no_room
import mmap
import os


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pos = 0
        for line in lines:
            mm[pos : pos + 2] = len(line).to_bytes(2, "big")
            mm[pos + 2 : pos + 2 + len(line)] = line
            pos += 2 + len(line)
        pid = os.fork()
        if pid == 0:
            pos = 0
            parts = []
            for _ in lines:
                n = int.from_bytes(mm[pos : pos + 2], "big")
                parts.append(reply(mm[pos + 2 : pos + 2 + n]))
                pos += 2 + n
            pos = 0
            for a in parts:
                mm[pos : pos + 2] = len(a).to_bytes(2, "big")
                mm[pos + 2 : pos + 2 + len(a)] = a
                pos += 2 + len(a)
            os._exit(0)
        os.waitpid(pid, 0)
        answers = []
        pos = 0
        for _ in lines:
            n = int.from_bytes(mm[pos : pos + 2], "big")
            answers.append(mm[pos + 2 : pos + 2 + n])
            pos += 2 + n
    return answers
