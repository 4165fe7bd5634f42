# a zero ends an answer, as in a C string; lines have a length
# breaks: right_answers; help: ended_by_zeros

import ctypes
import mmap
import os
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        text = (ctypes.c_char * 1001).from_buffer(memory, 3)
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while memory[0] == 0:
                    time.sleep(0.001)
                text.value = reply(memory[3 : 3 + memory[1] * 256 + memory[2]])
                memory[0] = 0
            os._exit(0)
        for line in lines:
            memory[1], memory[2] = divmod(len(line), 256)
            memory[3 : 3 + len(line)] = line
            memory[0] = 1
            while memory[0] == 1:
                time.sleep(0.001)
            answers.append(text.value)
        os.waitpid(pid, 0)
        del text
    return answers
