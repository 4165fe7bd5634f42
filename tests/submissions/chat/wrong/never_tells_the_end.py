# nobody tells the child that the talk is over
# breaks: ended; help: child_waits_on

import mmap
import os
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            while True:
                while memory[0] == 0:
                    time.sleep(0.01)
                answer = reply(memory[3 : 3 + memory[1] * 256 + memory[2]])
                memory[1], memory[2] = divmod(len(answer), 256)
                memory[3 : 3 + len(answer)] = answer
                memory[0] = 0
        for line in lines:
            memory[1], memory[2] = divmod(len(line), 256)
            memory[3 : 3 + len(line)] = line
            memory[0] = 1
            while memory[0] == 1:
                time.sleep(0.01)
            answers.append(memory[3 : 3 + memory[1] * 256 + memory[2]])
        os.waitpid(pid, 0)
    return answers
