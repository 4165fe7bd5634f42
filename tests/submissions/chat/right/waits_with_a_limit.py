# waits for signals with a time limit, again and again

import mmap
import os
import signal


def chat(path, lines, reply):
    old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    me = os.getpid()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while signal.sigtimedwait([signal.SIGUSR1], 1.0) is None:
                    pass
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
            while signal.sigtimedwait([signal.SIGUSR1], 1.0) is None:
                pass
            n = int.from_bytes(memory[1:3], "big")
            out.append(memory[3 : 3 + n])
        os.waitpid(pid, 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, old)
    return out
