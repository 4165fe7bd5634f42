# an Event that is never cleared
# breaks: lines_arrive; help: out_of_turn
import mmap
import multiprocessing

context = multiprocessing.get_context("fork")


def put(memory, data):
    memory[:4] = len(data).to_bytes(4, "big")
    memory[4 : 4 + len(data)] = data


def get(memory):
    return memory[4 : 4 + int.from_bytes(memory[:4], "big")]


def work(memory, reply, asked, answered, count):
    for _ in range(count):
        asked.wait()
        put(memory, reply(get(memory)))
        answered.set()


def chat(path, lines, reply):
    asked, answered = context.Event(), context.Event()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        child = context.Process(target=work, args=(memory, reply, asked, answered, len(lines)))
        child.start()
        answers = []
        for line in lines:
            put(memory, line)
            asked.set()
            answered.wait()
            answers.append(get(memory))
        child.join()
        return answers
