# the flag is only ever cleared by the child, spins
# breaks: lines_arrive; help: out_of_turn
import mmap, os


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        pid = os.fork()
        if pid == 0:
            try:
                for _ in lines:
                    while not mm[0]:
                        pass
                    n = int.from_bytes(mm[2:4], "big")
                    a = reply(mm[4 : 4 + n])
                    mm[2:4] = len(a).to_bytes(2, "big")
                    mm[4 : 4 + len(a)] = a
                    mm[0] = 0
            finally:
                os._exit(0)
        out = []
        for l in lines:
            mm[2:4] = len(l).to_bytes(2, "big")
            mm[4 : 4 + len(l)] = l
            mm[0] = 1
            while mm[0]:
                pass
            out.append(mm[4 : 4 + int.from_bytes(mm[2:4], "big")])
        os.waitpid(pid, 0)
        return out
