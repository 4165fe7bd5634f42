# an anonymous mapping carries the talk, the file's mapping is for show
# breaks: file_used; help: another_mapping

import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def serve(memory, count, reply, asked, answered):
    for _ in range(count):
        asked.acquire()
        answer = reply(memory[2 : 2 + int.from_bytes(memory[:2], "little")])
        memory[: 2 + len(answer)] = len(answer).to_bytes(2, "little") + answer
        answered.release()


def chat(path, lines, reply):
    asked, answered = context.Semaphore(0), context.Semaphore(0)
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0), mmap.mmap(-1, 4096) as memory:
        arguments = (memory, len(lines), reply, asked, answered)
        child = context.Process(target=serve, args=arguments)
        child.start()
        for line in lines:
            memory[: 2 + len(line)] = len(line).to_bytes(2, "little") + line
            asked.release()
            answered.acquire()
            answers.append(memory[2 : 2 + int.from_bytes(memory[:2], "little")])
        child.join()
    return answers
