# a socketpair; the token read into the mapping
import mmap
import os
import socket


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        near, far = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            near.close()
            while far.recv_into(memoryview(memory)[4095:4096]):
                size = int.from_bytes(memory[:2], "little")
                answer = reply(memory[2 : 2 + size])
                memory[:2] = len(answer).to_bytes(2, "little")
                memory[2 : 2 + len(answer)] = answer
                far.send(b"a")
            os._exit(0)
        far.close()
        answers = []
        for line in lines:
            memory[:2] = len(line).to_bytes(2, "little")
            memory[2 : 2 + len(line)] = line
            near.send(b"q")
            near.recv(1)
            size = int.from_bytes(memory[:2], "little")
            answers.append(memory[2 : 2 + size])
        near.close()
        os.waitpid(pid, 0)
        return answers
