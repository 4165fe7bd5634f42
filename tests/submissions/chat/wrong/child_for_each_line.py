# forks a child for every line
# breaks: one_child_replies; help: child_for_each_line

import mmap
import os
import struct


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for line in lines:
            struct.pack_into(f"<H{len(line)}s", memory, 0, len(line), line)
            pid = os.fork()
            if pid == 0:
                (size,) = struct.unpack_from("<H", memory)
                answer = reply(memory[2 : 2 + size])
                struct.pack_into(f"<H{len(answer)}s", memory, 0, len(answer), answer)
                os._exit(0)
            os.waitpid(pid, 0)
            (size,) = struct.unpack_from("<H", memory)
            answers.append(memory[2 : 2 + size])
    return answers
