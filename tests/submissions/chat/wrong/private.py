# MAP_PRIVATE: the child never sees its turn
# breaks: ended; help: stored_privately

import mmap
import os
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while memory[0] == 0:
                    time.sleep(0.001)
                answer = reply(memory[3 : 3 + memory[1] * 256 + memory[2]])
                memory[1], memory[2] = divmod(len(answer), 256)
                memory[3 : 3 + len(answer)] = answer
                memory[0] = 0
            os._exit(0)
        for line in lines:
            memory[1], memory[2] = divmod(len(line), 256)
            memory[3 : 3 + len(line)] = line
            memory[0] = 1
            while memory[0] == 1:
                time.sleep(0.001)
            answers.append(memory[3 : 3 + memory[1] * 256 + memory[2]])
        os.waitpid(pid, 0)
    return answers
