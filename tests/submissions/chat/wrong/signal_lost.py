# a signal that comes before `pause` is lost
# breaks: ended; help: signal_lost

import mmap
import os
import signal


def chat(path, lines, reply):
    old = signal.signal(signal.SIGUSR1, lambda *a: None)
    me = os.getpid()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                signal.pause()
                n = int.from_bytes(memory[1:3], "big")
                a = reply(memory[3 : 3 + n])
                memory[1:3] = len(a).to_bytes(2, "big")
                memory[3 : 3 + len(a)] = a
                os.kill(me, signal.SIGUSR1)
            os._exit(0)
        out = []
        for line in lines:
            memory[1:3] = len(line).to_bytes(2, "big")
            memory[3 : 3 + len(line)] = line
            os.kill(pid, signal.SIGUSR1)
            signal.pause()
            n = int.from_bytes(memory[1:3], "big")
            out.append(memory[3 : 3 + n])
        os.waitpid(pid, 0)
    signal.signal(signal.SIGUSR1, old)
    return out
