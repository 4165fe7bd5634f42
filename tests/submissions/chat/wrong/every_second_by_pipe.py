# every second answer goes through a pipe
# breaks: no_other_way; help: other_way

import mmap
import os


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for i in range(len(lines)):
                os.read(r1, 1)
                n = int.from_bytes(memory[:2], "big")
                a = reply(memory[2 : 2 + n])
                if i % 2:
                    os.write(w2, len(a).to_bytes(2, "big") + a)
                else:
                    memory[2 : 2 + len(a)] = a
                    os.write(w2, len(a).to_bytes(2, "big"))
            os._exit(0)
        out = []
        for i, line in enumerate(lines):
            memory[: 2 + len(line)] = len(line).to_bytes(2, "big") + line
            os.write(w1, b"x")
            n = int.from_bytes(os.read(r2, 2), "big")
            out.append((os.read(r2, n) if n else b"") if i % 2 else memory[2 : 2 + n])
        os.waitpid(pid, 0)
        for fd in (r1, w1, r2, w2):
            os.close(fd)
    return out
