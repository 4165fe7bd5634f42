# lengths go through two FIFOs, which are removed at the end

import mmap
import os


def chat(path, lines, reply):
    a, b = f"{path}.a", f"{path}.b"
    os.mkfifo(a)
    os.mkfifo(b)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            with open(a, "rb", 0) as ra, open(b, "wb", 0) as wb:
                while t := ra.read(2):
                    n = int.from_bytes(t, "big")
                    ans = reply(memory[:n])
                    memory[: len(ans)] = ans
                    wb.write(len(ans).to_bytes(2, "big"))
            os._exit(0)
        out = []
        with open(a, "wb", 0) as wa, open(b, "rb", 0) as rb:
            for line in lines:
                memory[: len(line)] = line
                wa.write(len(line).to_bytes(2, "big"))
                out.append(memory[: int.from_bytes(rb.read(2), "big")])
        os.waitpid(pid, 0)
    os.unlink(a)
    os.unlink(b)
    return out
