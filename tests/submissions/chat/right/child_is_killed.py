# the child is ended by a signal once all is said
import mmap
import os
import signal
import socket


def chat(path, lines, reply):
    here, there = socket.socketpair()
    with here, there, open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            try:
                while True:
                    there.recv(1)
                    n, = memoryview(m)[:2].cast("H")
                    answer = reply(m[2:2 + n])
                    with memoryview(m) as v:
                        v[:2].cast("H")[0] = len(answer)
                        v[2:2 + len(answer)] = answer
                    there.send(b".")
            finally:
                os._exit(0)
        try:
            answers = []
            for line in lines:
                with memoryview(m) as v:
                    v[:2].cast("H")[0] = len(line)
                    v[2:2 + len(line)] = line
                    here.send(b".")
                    here.recv(1)
                    n = v[:2].cast("H")[0]
                    answers.append(bytes(v[2:2 + n]))
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        return answers
