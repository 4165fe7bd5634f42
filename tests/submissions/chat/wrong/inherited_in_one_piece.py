# the child cuts the lines out of one long copy that was made before the fork
# breaks: lines_arrive; help: line_inherited

import mmap
import os


def chat(path, lines, reply):
    blob = b"".join(lines)
    sizes = [len(line) for line in lines]
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            at = 0
            for n in sizes:
                os.read(r1, 1)
                a = reply(blob[at : at + n])
                at += n
                memory[: len(a)] = a
                os.write(w2, len(a).to_bytes(2, "big"))
            os._exit(0)
        out = []
        for line in lines:
            os.write(w1, b"x")
            n = int.from_bytes(os.read(r2, 2), "big")
            out.append(memory[:n])
        os.waitpid(pid, 0)
        for fd in (r1, w1, r2, w2):
            os.close(fd)
    return out
