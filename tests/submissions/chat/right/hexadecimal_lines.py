# names and hexadecimal digits, up to a newline
import mmap
import os
import time


def say(m, who, text):
    m.seek(0)
    m.write(b"........ " + text.hex().encode() + b"\n")
    m[0:8] = who.encode().ljust(8)


def hear(m, who):
    name = who.encode().ljust(8)
    while m[0:8] != name:
        time.sleep(0.0001)
    m.seek(9)
    return bytes.fromhex(m.readline().decode())


def chat(path, lines, reply):
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), 0)
    m[0:8] = b"nobody  "
    pid = os.fork()
    if pid == 0:
        try:
            for _ in lines:
                say(m, "child", reply(hear(m, "parent")))
        finally:
            os._exit(0)
    answers = []
    for line in lines:
        say(m, "parent", line)
        answers.append(hear(m, "child"))
    os.waitpid(pid, 0)
    m.close()
    return answers
