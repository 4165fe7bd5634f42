# pread and pwrite of the file in the place of a mapping
# breaks: maps_file; help: file_not_mapped

import multiprocessing
import os

context = multiprocessing.get_context("fork")


def put(fd, data):
    os.pwrite(fd, len(data).to_bytes(2, "little") + data, 0)


def get(fd):
    return os.pread(fd, int.from_bytes(os.pread(fd, 2, 0), "little"), 2)


def serve(fd, count, reply, asked, answered):
    for _ in range(count):
        asked.acquire()
        put(fd, reply(get(fd)))
        answered.release()


def chat(path, lines, reply):
    asked, answered = context.Semaphore(0), context.Semaphore(0)
    answers = []
    fd = os.open(path, os.O_RDWR)
    child = context.Process(target=serve, args=(fd, len(lines), reply, asked, answered))
    child.start()
    for line in lines:
        put(fd, line)
        asked.release()
        answered.acquire()
        answers.append(get(fd))
    child.join()
    os.close(fd)
    return answers
