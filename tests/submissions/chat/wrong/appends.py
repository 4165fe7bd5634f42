# every text gets a place of its own: a long talk needs a longer file
# breaks: file_keeps_size; help: file_resized

import mmap
import multiprocessing
import os

context = multiprocessing.get_context("fork")


def serve(memory, count, reply, asked, answered):
    at = 0
    for _ in range(count):
        asked.acquire()
        answer = reply(memory[at + 2 : at + 2 + int.from_bytes(memory[at : at + 2], "little")])
        at += 1024
        memory[at : at + 2 + len(answer)] = len(answer).to_bytes(2, "little") + answer
        at += 1024
        answered.release()


def chat(path, lines, reply):
    asked, answered = context.Semaphore(0), context.Semaphore(0)
    os.truncate(path, 4096 + 2048 * len(lines))
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        arguments = (memory, len(lines), reply, asked, answered)
        child = context.Process(target=serve, args=arguments)
        child.start()
        at = 0
        for line in lines:
            memory[at : at + 2 + len(line)] = len(line).to_bytes(2, "little") + line
            asked.release()
            answered.acquire()
            at += 1024
            size = int.from_bytes(memory[at : at + 2], "little")
            answers.append(memory[at + 2 : at + 2 + size])
            at += 1024
        child.join()
    return answers
