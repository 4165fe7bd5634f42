# the length is big-endian for one and little-endian for the other
# breaks: lines_arrive; help: other_length
import mmap
import os
import struct
from multiprocessing import Semaphore


def chat(path, lines, reply):
    a, b = Semaphore(0), Semaphore(0)
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                a.acquire()
                n, = struct.unpack_from(">H", m)
                out = reply(m[2:2 + n])
                struct.pack_into(">H", m, 0, len(out))
                m[2:2 + len(out)] = out
                b.release()
            os._exit(0)
        answers = []
        for line in lines:
            struct.pack_into("<H", m, 0, len(line))
            m[2:2 + len(line)] = line
            a.release()
            b.acquire()
            n, = struct.unpack_from("<H", m)
            answers.append(m[2:2 + n])
        os.waitpid(pid, 0)
        return answers
