# one event for both directions
# breaks: one_child_replies; help: own_token
import mmap
import os
from multiprocessing import Process, Event


def child(m, n, reply, event):
    for _ in range(n):
        event.wait()
        event.clear()
        size = int.from_bytes(m[:2], "big")
        a = reply(m[2:2 + size])
        m[:2] = len(a).to_bytes(2, "big")
        m[2:2 + len(a)] = a
        event.set()


def chat(path, lines, reply):
    event = Event()
    answers = []
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        p = Process(target=child, args=(m, len(lines), reply, event))
        p.start()
        for line in lines:
            m[:2] = len(line).to_bytes(2, "big")
            m[2:2 + len(line)] = line
            event.set()
            event.wait()
            event.clear()
            size = int.from_bytes(m[:2], "big")
            answers.append(m[2:2 + size])
        p.join()
        p.close()
    return answers
