# a lock is taken for an order
# breaks: right_answers; help: out_of_turn

import mmap
import multiprocessing as mp
import time


def child(memory, lock, n, reply):
    for _ in range(n):
        with lock:
            size = int.from_bytes(memory[:2], "big")
            a = reply(memory[2 : 2 + size])
            memory[: 2 + len(a)] = len(a).to_bytes(2, "big") + a
        time.sleep(0.001)


def chat(path, lines, reply):
    lock = mp.Lock()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        lock.acquire()
        p = mp.Process(target=child, args=(memory, lock, len(lines), reply))
        p.start()
        out = []
        for line in lines:
            memory[: 2 + len(line)] = len(line).to_bytes(2, "big") + line
            lock.release()
            time.sleep(0.001)
            lock.acquire()
            size = int.from_bytes(memory[:2], "big")
            out.append(memory[2 : 2 + size])
        lock.release()
        p.join()
    return out
