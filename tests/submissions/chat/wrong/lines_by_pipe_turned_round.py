# the lines come through a pipe, each bit turned round, the answers through the mapping
# breaks: no_other_way; help: other_way

import mmap
import multiprocessing


def turned(line):
    return bytes(byte ^ 255 for byte in line)


def serve(link, memory, reply):
    while (line := link.recv_bytes()) != b"the end of the talk":
        answer = reply(turned(line))
        memory[: len(answer)] = answer
        link.send(len(answer))


def chat(path, lines, reply):
    ours, theirs = multiprocessing.Pipe()
    answers = []
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        arguments = (theirs, memory, reply)
        child = multiprocessing.get_context("fork").Process(target=serve, args=arguments)
        child.start()
        for line in lines:
            ours.send_bytes(turned(line))
            answers.append(memory[: ours.recv()])
        ours.send_bytes(b"the end of the talk")
        child.join()
    ours.close()
    theirs.close()
    return answers
