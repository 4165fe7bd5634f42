# the child stops itself to give the turn away, and is continued to get it

import mmap
import os
import signal


def chat(path, lines, reply):
    if not lines:
        return []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            while True:
                os.kill(os.getpid(), signal.SIGSTOP)
                n = int.from_bytes(memory[:2], "little")
                if n == 0:
                    os._exit(0)
                a = reply(memory[2 : 2 + n])
                memory[:2] = len(a).to_bytes(2, "little")
                memory[2 : 2 + len(a)] = a
        answers = []
        os.waitpid(pid, os.WUNTRACED)
        for line in lines:
            memory[:2] = len(line).to_bytes(2, "little")
            memory[2 : 2 + len(line)] = line
            os.kill(pid, signal.SIGCONT)
            os.waitpid(pid, os.WUNTRACED)
            n = int.from_bytes(memory[:2], "little")
            answers.append(memory[2 : 2 + n])
        memory[:2] = b"\0\0"
        os.kill(pid, signal.SIGCONT)
        os.waitpid(pid, 0)
        return answers
