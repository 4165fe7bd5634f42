# the lines go through the file, the answers through a multiprocessing array
# breaks: no_other_way; help: another_mapping

import mmap
import multiprocessing as mp


def child(memory, buf, a, b, n, reply):
    for _ in range(n):
        a.acquire()
        size = int.from_bytes(memory[:2], "big")
        ans = reply(memory[2 : 2 + size])
        buf[: 2 + len(ans)] = len(ans).to_bytes(2, "big") + ans
        b.release()


def chat(path, lines, reply):
    buf = mp.Array("c", 1002, lock=False)
    a, b = mp.Semaphore(0), mp.Semaphore(0)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        p = mp.Process(target=child, args=(memory, buf, a, b, len(lines), reply))
        p.start()
        out = []
        for line in lines:
            memory[: 2 + len(line)] = len(line).to_bytes(2, "big") + line
            a.release()
            b.acquire()
            size = int.from_bytes(buf[:2], "big")
            out.append(buf[2 : 2 + size])
        p.join()
    return out
