# multiprocessing.Value and Condition say whose turn it is; byte by byte

import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def put(memory, data):
    memory[0], memory[1] = divmod(len(data), 256)
    for index, byte in enumerate(data, 2):
        memory[index] = byte


def get(memory):
    return bytes(memory[index] for index in range(2, 2 + memory[0] * 256 + memory[1]))


def serve(memory, reply, turn, condition):
    with condition:
        while True:
            condition.wait_for(lambda: turn.value != "parent".encode()[0])
            if turn.value == ord("e"):
                return
            put(memory, reply(get(memory)))
            turn.value = ord("p")
            condition.notify_all()


def chat(path, lines, reply):
    condition, turn = context.Condition(), context.Value("b", ord("p"))
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        child = context.Process(target=serve, args=(memory, reply, turn, condition))
        child.start()
        with condition:
            for line in lines:
                put(memory, line)
                turn.value = ord("c")
                condition.notify_all()
                condition.wait_for(lambda: turn.value == ord("p"))
                answers.append(get(memory))
            turn.value = ord("e")
            condition.notify_all()
        child.join()
    return answers
