# one function for both sides, recursion over the lines
import mmap
import os


def exchange(memory, text, mine):
    memory[1:1001] = text.ljust(1000, b"\0")
    memory[1001:1003] = len(text).to_bytes(2, "little")
    memory[0] = mine


def receive(memory, mark):
    while memory[0] != mark:
        os.sched_yield()
    return memory[1 : 1 + int.from_bytes(memory[1001:1003], "little")]


def talk(memory, lines):
    if not lines:
        return []
    exchange(memory, lines[0], 1)
    return [receive(memory, 2)] + talk(memory, lines[1:])


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = 0
        pid = os.fork()
        if pid == 0:
            try:
                for _ in lines:
                    exchange(memory, reply(receive(memory, 1)), 2)
            finally:
                os._exit(0)
        answers = talk(memory, list(lines))
        os.waitpid(pid, 0)
        return answers
