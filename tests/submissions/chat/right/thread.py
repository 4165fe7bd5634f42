# a thread of the parent talks

import mmap
import os
import threading
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            while True:
                while memory[0] not in (1, 9):
                    time.sleep(0.001)
                if memory[0] == 9:
                    os._exit(0)
                n = int.from_bytes(memory[1:3], "big")
                a = reply(memory[3 : 3 + n])
                memory[1 : 3 + len(a)] = len(a).to_bytes(2, "big") + a
                memory[0] = 2

        def talk():
            for line in lines:
                memory[1 : 3 + len(line)] = len(line).to_bytes(2, "big") + line
                memory[0] = 1
                while memory[0] != 2:
                    time.sleep(0.001)
                n = int.from_bytes(memory[1:3], "big")
                answers.append(memory[3 : 3 + n])
            memory[0] = 9

        t = threading.Thread(target=talk)
        t.start()
        t.join()
        os.waitpid(pid, 0)
    return answers
