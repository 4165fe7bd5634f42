# the end of a text is its last byte that is not zero
# breaks: lines_arrive; help: ended_by_zeros

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
                answer = reply(memory[1:1001].rstrip(b"\0"))
                memory[1:1001] = answer.ljust(1000, b"\0")
                memory[0] = 0
            os._exit(0)
        for line in lines:
            memory[1:1001] = line.ljust(1000, b"\0")
            memory[0] = 1
            while memory[0] == 1:
                time.sleep(0.001)
            answers.append(memory[1:1001].rstrip(b"\0"))
        os.waitpid(pid, 0)
    return answers
