# the turn is given, then the length stored
# breaks: right_answers; help: out_of_turn
import mmap
import os
import time


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0

        def put(text, turn):
            memory[3 : 3 + len(text)] = text
            memory[0] = turn
            memory[1:3] = len(text).to_bytes(2, "little")

        def get(turn):
            while memory[0] != turn:
                time.sleep(0.001)
            return memory[3 : 3 + int.from_bytes(memory[1:3], "little")]

        pid = os.fork()
        if pid == 0:
            for _ in lines:
                put(reply(get(1)), 2)
            os._exit(0)
        answers = []
        for line in lines:
            put(line, 1)
            answers.append(get(2))
        os.waitpid(pid, 0)
        return answers
