# the child takes the lines from its inherited memory; only the answers use the mapping
# breaks: lines_arrive; help: line_inherited

import mmap
import os
import struct
import time


def chat(path, lines, reply):
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            for line in lines:
                answer = reply(line)
                struct.pack_into(f"<H{len(answer)}s", memory, 2, len(answer), answer)
                memory[0] = 1
                while memory[0] == 1:
                    time.sleep(0.001)
            os._exit(0)
        for _ in lines:
            while memory[0] == 0:
                time.sleep(0.001)
            (size,) = struct.unpack_from("<H", memory, 2)
            answers.append(memory[4 : 4 + size])
            memory[0] = 0
        os.waitpid(pid, 0)
    return answers
