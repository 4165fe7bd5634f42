# one worker of an executor, one task for each line

import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def answer(path, size, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        data = reply(memory[:size])
        memory[: len(data)] = data
        return len(data)


def chat(path, lines, reply):
    context = multiprocessing.get_context("fork")
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        with ProcessPoolExecutor(1, mp_context=context) as executor:
            for line in lines:
                memory[: len(line)] = line
                size = executor.submit(answer, path, len(line), reply).result()
                answers.append(memory[:size])
    return answers
