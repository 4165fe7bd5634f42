# two children answer in turn
# breaks: one_child_replies; help: child_for_each_line

import mmap
import os


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        kids = []
        for k in range(2):
            r1, w1 = os.pipe()
            r2, w2 = os.pipe()
            pid = os.fork()
            if pid == 0:
                while n := int.from_bytes(os.read(r1, 2), "big"):
                    a = reply(memory[:n])
                    memory[: len(a)] = a
                    os.write(w2, len(a).to_bytes(2, "big"))
                os._exit(0)
            kids.append((pid, r1, w1, r2, w2))
        out = []
        for i, line in enumerate(lines):
            pid, r1, w1, r2, w2 = kids[i % 2]
            memory[: len(line)] = line
            os.write(w1, len(line).to_bytes(2, "big"))
            out.append(memory[: int.from_bytes(os.read(r2, 2), "big")])
        for pid, *fds in kids:
            os.write(fds[1], b"\0\0")
            os.waitpid(pid, 0)
            for fd in fds:
                os.close(fd)
        return out
