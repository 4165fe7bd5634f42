# a child asks for replies to lines of megabytes, which are kept
import os
def chat(path, lines, reply):
    big = bytes(15 << 20)
    if os.fork() == 0:
        while True:
            reply(big)
    os.wait()
