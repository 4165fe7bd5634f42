# SIGUSR1 gives the turn, waited for with sigwait

import mmap
import os
import signal
import struct


def chat(path, lines, reply):
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            for _ in range(len(lines)):
                signal.sigwait({signal.SIGUSR1})
                (size,) = struct.unpack_from("i", memory)
                text = reply(memory[4 : 4 + size])
                struct.pack_into(f"i{len(text)}s", memory, 0, len(text), text)
                os.kill(parent, signal.SIGUSR1)
            os._exit(0)
        answers = []
        for line in lines:
            struct.pack_into(f"i{len(line)}s", memory, 0, len(line), line)
            os.kill(pid, signal.SIGUSR1)
            signal.sigwait({signal.SIGUSR1})
            (size,) = struct.unpack_from("i", memory)
            answers.append(memory[4 : 4 + size])
        os.waitpid(pid, 0)
    signal.pthread_sigmask(signal.SIG_SETMASK, old)
    return answers
