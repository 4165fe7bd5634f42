# the length is kept in one byte
# breaks: lines_arrive; help: length_wrapped

import mmap
import os
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while memory[0] == 0:
                    time.sleep(0.001)
                answer = reply(memory[2 : 2 + memory[1]])
                memory[1] = len(answer) % 256
                memory[2 : 2 + len(answer)] = answer
                memory[0] = 0
            os._exit(0)
        for line in lines:
            memory[1] = len(line) % 256
            memory[2 : 2 + len(line)] = line
            memory[0] = 1
            while memory[0] == 1:
                time.sleep(0.001)
            answers.append(memory[2 : 2 + memory[1]])
        os.waitpid(pid, 0)
    return answers
