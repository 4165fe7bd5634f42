# compares a byte of the mapping with bytes
# breaks: ended; help: item_is_a_number
import mmap
import os
import time


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        mm[0:1] = b"0"
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while mm[0] != b"1":
                    time.sleep(0.0005)
                n = int.from_bytes(mm[1:3], "big")
                a = reply(mm[3 : 3 + n])
                mm[1:3] = len(a).to_bytes(2, "big")
                mm[3 : 3 + len(a)] = a
                mm[0:1] = b"2"
            os._exit(0)
        answers = []
        for line in lines:
            mm[1:3] = len(line).to_bytes(2, "big")
            mm[3 : 3 + len(line)] = line
            mm[0:1] = b"1"
            while mm[0] != b"2":
                time.sleep(0.0005)
            n = int.from_bytes(mm[1:3], "big")
            answers.append(mm[3 : 3 + n])
        os.waitpid(pid, 0)
    return answers
