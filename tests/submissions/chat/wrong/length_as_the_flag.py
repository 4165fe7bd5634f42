# a length of 0 stands for "nothing yet": an empty answer never comes
# breaks: ended; help: no_turn_byte

import mmap
import os
import struct
import time


def put(memory, at, data):
    memory[at + 2 : at + 2 + len(data)] = data
    struct.pack_into("<H", memory, at, len(data))


def take(memory, at):
    while not (size := struct.unpack_from("<H", memory, at)[0]):
        time.sleep(0.001)
    data = memory[at + 2 : at + 2 + size]
    struct.pack_into("<H", memory, at, 0)
    return data


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[:] = bytes(len(memory))
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                put(memory, 2048, reply(take(memory, 0)))
            os._exit(0)
        for line in lines:
            put(memory, 0, line)
            answers.append(take(memory, 2048))
        os.waitpid(pid, 0)
    return answers
