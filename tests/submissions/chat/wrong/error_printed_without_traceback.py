# an error ends the child, which prints only its text
# breaks: ended; help: child_gone
import mmap
import os


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as mm:
        mm[0] = 0
        pid = os.fork()
        if pid == 0:
            try:
                for _ in lines:
                    while mm[0] != 1:
                        pass
                    n = int.from_bytes(mm[1:3], "big")
                    a = reply(bytes(mm[3 : 3 + n]))
                    mm[1:3] = len(a).to_bytes(2, "big")
                    mm[3:1003] = a
                    mm[0] = 2
            except Exception as e:
                print("child failed:", e)
            finally:
                os._exit(0)
        answers = []
        for line in lines:
            mm[1:3] = len(line).to_bytes(2, "big")
            mm[3 : 3 + len(line)] = line
            mm[0] = 1
            while mm[0] != 2:
                pass
            n = int.from_bytes(mm[1:3], "big")
            answers.append(mm[3 : 3 + n])
        os.waitpid(pid, 0)
    return answers
