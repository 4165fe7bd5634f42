# two multiprocessing semaphores; each process maps the file for itself

import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def serve(path, count, reply, asked, answered):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for _ in range(count):
            asked.acquire()
            size = int.from_bytes(memory[:2], "big")
            answer = reply(memory[2 : 2 + size])
            memory[:2] = len(answer).to_bytes(2, "big")
            memory[2 : 2 + len(answer)] = answer
            answered.release()


def chat(path, lines, reply):
    asked, answered = context.Semaphore(0), context.Semaphore(0)
    arguments = (path, len(lines), reply, asked, answered)
    child = context.Process(target=serve, args=arguments)
    child.start()
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for line in lines:
            memory[:2] = len(line).to_bytes(2, "big")
            memory[2 : 2 + len(line)] = line
            asked.release()
            answered.acquire()
            size = int.from_bytes(memory[:2], "big")
            answers.append(memory[2 : 2 + size])
    child.join()
    return answers
