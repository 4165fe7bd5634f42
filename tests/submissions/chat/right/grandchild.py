# a grandchild answers, and its parent waits for it

import mmap
import os


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            os.close(w1)
            os.close(r2)
            inner = os.fork()
            if inner == 0:
                while os.read(r1, 1):
                    n = int.from_bytes(memory[:2], "big")
                    a = reply(memory[2 : 2 + n])
                    memory[:2] = len(a).to_bytes(2, "big")
                    memory[2 : 2 + len(a)] = a
                    os.write(w2, b"x")
                os._exit(0)
            os.waitpid(inner, 0)
            os._exit(0)
        os.close(r1)
        os.close(w2)
        out = []
        for line in lines:
            memory[:2] = len(line).to_bytes(2, "big")
            memory[2 : 2 + len(line)] = line
            os.write(w1, b"x")
            os.read(r2, 1)
            n = int.from_bytes(memory[:2], "big")
            out.append(memory[2 : 2 + n])
        os.close(w1)
        os.close(r2)
        os.waitpid(pid, 0)
        return out
