# takes the file to be full of zeros: an old byte gives the turn away
# breaks: lines_arrive; help: out_of_turn

import mmap
import os
import struct
import time


def put(memory, data, turn):
    struct.pack_into("<H", memory, 2, len(data))
    memory[4 : 4 + len(data)] = data
    memory[0] = turn


def get(memory, turn):
    while memory[0] != turn:
        time.sleep(0.001)
    (size,) = struct.unpack_from("<H", memory, 2)
    return memory[4 : 4 + size]


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                put(memory, reply(get(memory, 1)), 0)
            os._exit(0)
        time.sleep(0.01)
        for line in lines:
            put(memory, line, 1)
            answers.append(get(memory, 0))
        os.waitpid(pid, 0)
    return answers
