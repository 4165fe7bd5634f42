# 64 bytes at a time through one small place

import mmap
import os


def send(memory, token_out, token_in, data):
    memory[0:2] = len(data).to_bytes(2, "big")
    at = 0
    while True:
        piece = data[at : at + 64]
        memory[2 : 2 + len(piece)] = piece
        os.write(token_out, b".")
        os.read(token_in, 1)
        at += 64
        if at >= len(data):
            break


def receive(memory, token_out, token_in):
    got = b""
    if not os.read(token_in, 1):
        return None
    size = int.from_bytes(memory[0:2], "big")
    while True:
        got += memory[2 : 2 + min(64, size - len(got))]
        os.write(token_out, b".")
        if len(got) >= size:
            return got
        os.read(token_in, 1)


def chat(path, lines, reply):
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 4096) as memory:
        pid = os.fork()
        if pid == 0:
            os.close(w1)
            while (line := receive(memory, w2, r1)) is not None:
                send(memory, w2, r1, reply(line))
            os._exit(0)
        out = []
        for line in lines:
            send(memory, w1, r2, line)
            out.append(receive(memory, w1, r2))
        os.close(w1)
        os.waitpid(pid, 0)
        for fd in (r1, r2, w2):
            os.close(fd)
    return out
