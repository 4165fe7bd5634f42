# the child returns its answers into the caller
# breaks: children_end; help: child_strayed

import mmap
import os
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        for line in lines:
            if pid == 0:
                while memory[0] == 0:
                    time.sleep(0.01)
                line = reply(memory[3 : 3 + memory[1] * 256 + memory[2]])
            memory[1], memory[2] = divmod(len(line), 256)
            memory[3 : 3 + len(line)] = line
            memory[0] = 0 if pid == 0 else 1
            while pid and memory[0] == 1:
                time.sleep(0.01)
            answers.append(memory[3 : 3 + memory[1] * 256 + memory[2]])
        if pid:
            os.waitpid(pid, 0)
    return answers
