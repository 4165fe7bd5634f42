# sleeps in the place of turns
# breaks: right_answers; help: out_of_turn

import mmap
import os
import struct
import time


def put(memory, at, data):
    struct.pack_into("<H", memory, at, len(data))
    memory[at + 2 : at + 2 + len(data)] = data


def get(memory, at):
    (size,) = struct.unpack_from("<H", memory, at)
    return memory[at + 2 : at + 2 + size]


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                time.sleep(0.01)
                put(memory, 2048, reply(get(memory, 0)))
                time.sleep(0.01)
            os._exit(0)
        for line in lines:
            put(memory, 0, line)
            time.sleep(0.02)
            answers.append(get(memory, 2048))
        os.waitpid(pid, 0)
    return answers
