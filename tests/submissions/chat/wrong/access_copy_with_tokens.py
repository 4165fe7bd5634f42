# ACCESS_COPY and flush(), turns by events
# breaks: maps_file; help: stored_privately

import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def serve(memory, count, reply, asked, answered):
    for _ in range(count):
        asked.acquire()
        answer = reply(memory[2 : 2 + int.from_bytes(memory[:2], "little")])
        memory[: 2 + len(answer)] = len(answer).to_bytes(2, "little") + answer
        memory.flush()
        answered.release()


def chat(path, lines, reply):
    asked, answered = context.Semaphore(0), context.Semaphore(0)
    answers = []
    with open(path, "r+b") as file:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as memory:
            arguments = (memory, len(lines), reply, asked, answered)
            child = context.Process(target=serve, args=arguments)
            child.start()
            for line in lines:
                memory[: 2 + len(line)] = len(line).to_bytes(2, "little") + line
                memory.flush()
                asked.release()
                answered.acquire()
                answers.append(memory[2 : 2 + int.from_bytes(memory[:2], "little")])
            child.join()
    return answers
