# the length of an answer is stored after the turn is given back
# breaks: right_answers; help: out_of_turn

import mmap
import os
import time


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while memory[0] != 1:
                    time.sleep(0.001)
                n = int.from_bytes(memory[1:3], "big")
                a = reply(memory[3 : 3 + n])
                memory[3 : 3 + len(a)] = a
                memory[0] = 2
                memory[1:3] = len(a).to_bytes(2, "big")
            os._exit(0)
        out = []
        for line in lines:
            memory[1:3] = len(line).to_bytes(2, "big")
            memory[3 : 3 + len(line)] = line
            memory[0] = 1
            while memory[0] != 2:
                time.sleep(0.001)
            n = int.from_bytes(memory[1:3], "big")
            out.append(memory[3 : 3 + n])
        os.waitpid(pid, 0)
        return out
