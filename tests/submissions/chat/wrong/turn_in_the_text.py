# the turn lies in the room of the text
# breaks: lines_arrive; help: places_overlap
import mmap
import os
import time


def chat(path, lines, reply):
    """The turn is byte 1000, and text begins at byte 2 (a text has up to 1000 bytes)."""
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        m[1000] = 0
        pid = os.fork()
        if pid == 0:
            for _ in lines:
                while m[1000] != 1:
                    time.sleep(0.0002)
                a = reply(m[2:2 + int.from_bytes(m[:2])])
                m[:2] = len(a).to_bytes(2)
                m[2:2 + len(a)] = a
                m[1000] = 2
            os._exit(0)
        answers = []
        for line in lines:
            m[:2] = len(line).to_bytes(2)
            m[2:2 + len(line)] = line
            m[1000] = 1
            while m[1000] != 2:
                time.sleep(0.0002)
            answers.append(m[2:2 + int.from_bytes(m[:2])])
        os.waitpid(pid, 0)
        return answers
