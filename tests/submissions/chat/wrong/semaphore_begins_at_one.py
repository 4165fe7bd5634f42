# the child's semaphore begins at 1, so it goes first
# breaks: right_answers; help: out_of_turn

import mmap
import multiprocessing as mp


def child(memory, a, b, n, reply):
    for _ in range(n):
        a.acquire()
        size = int.from_bytes(memory[:2], "big")
        ans = reply(memory[2 : 2 + size])
        memory[: 2 + len(ans)] = len(ans).to_bytes(2, "big") + ans
        b.release()


def chat(path, lines, reply):
    a, b = mp.Semaphore(1), mp.Semaphore(0)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        p = mp.Process(target=child, args=(memory, a, b, len(lines), reply))
        p.start()
        out = []
        for line in lines:
            memory[: 2 + len(line)] = len(line).to_bytes(2, "big") + line
            a.release()
            b.acquire()
            size = int.from_bytes(memory[:2], "big")
            out.append(memory[2 : 2 + size])
        p.join()
    return out
