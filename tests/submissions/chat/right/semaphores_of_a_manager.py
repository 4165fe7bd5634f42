# semaphores that a server of multiprocessing.Manager keeps; each length in four bytes
import mmap
import multiprocessing


def put(memory, data):
    memory[: 4 + len(data)] = len(data).to_bytes(4, "little") + data


def get(memory):
    return memory[4 : 4 + int.from_bytes(memory[:4], "little")]


def serve(memory, count, reply, asked, answered):
    for _ in range(count):
        asked.acquire()
        put(memory, reply(get(memory)))
        answered.release()


def chat(path, lines, reply):
    context = multiprocessing.get_context("fork")
    with (
        open(path, "r+b") as file,
        mmap.mmap(file.fileno(), 0) as memory,
        context.Manager() as manager,
    ):
        asked, answered = manager.Semaphore(0), manager.Semaphore(0)
        arguments = memory, len(lines), reply, asked, answered
        child = context.Process(target=serve, args=arguments)
        child.start()
        answers = []
        for line in lines:
            put(memory, line)
            asked.release()
            answered.acquire()
            answers.append(get(memory))
        child.join()
        return answers
