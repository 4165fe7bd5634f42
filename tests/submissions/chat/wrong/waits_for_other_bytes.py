# waits until the text differs from what it put there: an echo never comes
# breaks: ended; help: no_turn_byte

import mmap
import os
import struct


def put(memory, data):
    text = struct.pack("<H", len(data)) + data
    memory[:] = text.ljust(len(memory), b"\0")
    return memory[:]


def take(memory, old):
    while memory[:] == old:
        pass
    (size,) = struct.unpack_from("<H", memory)
    return memory[2 : 2 + size]


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        old = memory[:]
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                old = put(memory, reply(take(memory, old)))
            os._exit(0)
        for line in lines:
            answers.append(take(memory, put(memory, line)))
        os.waitpid(pid, 0)
    return answers
