# lines and answers go through pipes, beside a mapping
# breaks: no_other_way; help: other_way

import mmap
import multiprocessing


def serve(link, reply):
    while (line := link.recv()) is not None:
        link.send(reply(line))


def chat(path, lines, reply):
    ours, theirs = multiprocessing.Pipe()
    answers = []
    child = multiprocessing.get_context("fork").Process(target=serve, args=(theirs, reply))
    child.start()
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        for line in lines:
            ours.send(line)
            answers.append(ours.recv())
            memory[: len(line)] = line
    ours.send(None)
    child.join()
    ours.close()
    theirs.close()
    return answers
