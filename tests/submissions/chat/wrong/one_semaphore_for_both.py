# one semaphore for both directions
# breaks: one_child_replies; help: own_token
import mmap
import os
from multiprocessing import Semaphore


def chat(path, lines, reply):
    sem = Semaphore(0)
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            for _ in range(len(lines)):
                sem.acquire()
                n = int.from_bytes(m[:2], "big")
                a = reply(m[2:2 + n])
                m[:2] = len(a).to_bytes(2, "big")
                m[2:2 + len(a)] = a
                sem.release()
            os._exit(0)
        answers = []
        for line in lines:
            m[:2] = len(line).to_bytes(2, "big")
            m[2:2 + len(line)] = line
            sem.release()
            sem.acquire()
            n = int.from_bytes(m[:2], "big")
            answers.append(m[2:2 + n])
        os.waitpid(pid, 0)
        return answers
