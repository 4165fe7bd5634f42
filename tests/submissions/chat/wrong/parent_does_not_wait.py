# the child waits for its turn, the parent does not
# breaks: right_answers; help: out_of_turn

import mmap
import os
import struct


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        turns, given = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(given)
            while os.read(turns, 1):
                (size,) = struct.unpack_from("<H", memory)
                answer = reply(memory[2 : 2 + size])
                struct.pack_into(f"<H{len(answer)}s", memory, 0, len(answer), answer)
            os._exit(0)
        os.close(turns)
        for line in lines:
            struct.pack_into(f"<H{len(line)}s", memory, 0, len(line), line)
            os.write(given, b"!")
            (size,) = struct.unpack_from("<H", memory)
            answers.append(memory[2 : 2 + size])
        os.close(given)
        os.waitpid(pid, 0)
    return answers
