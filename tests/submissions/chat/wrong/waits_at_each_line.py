# waits for the child's end at each line
# breaks: ended; help: waited_twice
import mmap
import os


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                n = int.from_bytes(mm[1:3], "big")
                a = reply(mm[3 : 3 + n])
                mm[1:3] = len(a).to_bytes(2, "big")
                mm[3 : 3 + len(a)] = a
            os._exit(0)
        for line in lines:
            mm[1:3] = len(line).to_bytes(2, "big")
            mm[3 : 3 + len(line)] = line
            os.waitpid(pid, 0)
            n = int.from_bytes(mm[1:3], "big")
            answers.append(mm[3 : 3 + n])
    return answers
