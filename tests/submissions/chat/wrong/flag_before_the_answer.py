# the child gives the turn back before the answer is there
# breaks: right_answers; help: out_of_turn

import mmap
import os
import struct


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while memory[0] == 0:
                    pass
                (size,) = struct.unpack_from("<H", memory, 2)
                answer = reply(memory[4 : 4 + size])
                memory[0] = 0
                struct.pack_into("<H", memory, 2, len(answer))
                memory[4 : 4 + len(answer)] = answer
            os._exit(0)
        for line in lines:
            struct.pack_into("<H", memory, 2, len(line))
            memory[4 : 4 + len(line)] = line
            memory[0] = 1
            while memory[0] == 1:
                pass
            (size,) = struct.unpack_from("<H", memory, 2)
            answers.append(memory[4 : 4 + size])
        os.waitpid(pid, 0)
    return answers
