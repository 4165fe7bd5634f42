# the lines go through the file, the answers through an anonymous mapping
# breaks: no_other_way; help: another_mapping

import mmap
import os
import time


def chat(path, lines, reply):
    with mmap.mmap(-1, 4096) as c, open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for i in range(len(lines)):
                while c[0] != 1:
                    time.sleep(0.001)
                n = int.from_bytes(c[1:3], "big")
                a = reply(memory[:n])
                c[3 : 3 + len(a)] = a
                c[1:3] = len(a).to_bytes(2, "big")
                c[0] = 2
            os._exit(0)
        out = []
        for line in lines:
            memory[: len(line)] = line
            c[1:3] = len(line).to_bytes(2, "big")
            c[0] = 1
            while c[0] != 2:
                time.sleep(0.001)
            out.append(c[3 : 3 + int.from_bytes(c[1:3], "big")])
        os.waitpid(pid, 0)
        return out
