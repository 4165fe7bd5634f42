# takes what the file holds at first for the number of the last message
# breaks: right_answers or lines_arrive or ended; help: left_by_a_talk
import mmap
import os
import time
from pathlib import Path


class Side:
    def __init__(self, memory, start):
        self.memory, self.start = memory, start

    def say(self, number, data):
        text = data.hex().encode() + b"\n"
        self.memory[self.start + 4 : self.start + 4 + len(text)] = text
        self.memory[self.start : self.start + 4] = number.to_bytes(4, "big")

    def hear(self, number):
        while int.from_bytes(self.memory[self.start : self.start + 4], "big") != number:
            time.sleep(0)
        self.memory.seek(self.start + 4)
        return bytes.fromhex(self.memory.readline().decode())


def chat(path, lines, reply):
    with Path(path).open("r+b") as file, mmap.mmap(file.fileno(), 4096) as memory:
        question, answer = Side(memory, 0), Side(memory, 2048)
        pid = os.fork()
        if not pid:
            for number in range(1, len(lines) + 1):
                answer.say(number, reply(question.hear(number)))
            os._exit(0)
        answers = []
        for number, line in enumerate(lines, 1):
            question.say(number, line)
            answers.append(answer.hear(number))
        os.waitpid(pid, 0)
        return answers
