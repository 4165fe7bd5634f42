# nobody waits for the child, which has ended
# breaks: nothing_left; help: child_not_reaped

import mmap
import os


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for line in lines:
                n = int.from_bytes(os.read(r1, 2), "big")
                a = reply(memory[:n])
                memory[: len(a)] = a
                os.write(w2, len(a).to_bytes(2, "big"))
            os._exit(0)
        out = []
        for line in lines:
            memory[: len(line)] = line
            os.write(w1, len(line).to_bytes(2, "big"))
            out.append(memory[: int.from_bytes(os.read(r2, 2), "big")])
        for fd in (r1, w1, r2, w2):
            os.close(fd)
        return out
