# struct header with state, length; polling with sleep; Process
import mmap
import multiprocessing
import os
import struct
import time

HEAD = struct.Struct("<BxH")
IDLE, ASKED, ANSWERED, OVER = range(4)
context = multiprocessing.get_context("fork")


class Channel:
    def __init__(self, path):
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 4096)

    def put(self, state, text=b""):
        self.memory[HEAD.size : HEAD.size + len(text)] = text
        self.memory[2:4] = struct.pack("<H", len(text))
        self.memory[0] = state

    def wait(self, *states):
        while self.memory[0] not in states:
            time.sleep(0.0002)
        length = HEAD.unpack_from(self.memory)[1]
        return self.memory[0], self.memory[HEAD.size : HEAD.size + length]


def serve(channel, reply):
    while True:
        state, line = channel.wait(ASKED, OVER)
        if state == OVER:
            return
        channel.put(ANSWERED, reply(line))


def chat(path, lines, reply):
    channel = Channel(path)
    channel.put(IDLE)
    child = context.Process(target=serve, args=(channel, reply))
    child.start()
    answers = []
    for line in lines:
        channel.put(ASKED, line)
        answers.append(channel.wait(ANSWERED)[1])
    channel.put(OVER)
    child.join()
    channel.memory.close()
    return answers
