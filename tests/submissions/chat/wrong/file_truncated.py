# empties the file first
# breaks: file_keeps_size; help: file_resized
import mmap
import os
import time


def chat(path, lines, reply):
    with open(path, "w+b") as file:
        file.truncate(2048)
        with mmap.mmap(file.fileno(), 0) as memory:
            pid = os.fork()
            if pid == 0:
                for _ in lines:
                    while memory[0] != 1:
                        time.sleep(0)
                    answer = reply(memory[3 : 3 + int.from_bytes(memory[1:3], "little")])
                    memory[1:3] = len(answer).to_bytes(2, "little")
                    memory[3 : 3 + len(answer)] = answer
                    memory[0] = 2
                os._exit(0)
            answers = []
            for line in lines:
                memory[1:3] = len(line).to_bytes(2, "little")
                memory[3 : 3 + len(line)] = line
                memory[0] = 1
                while memory[0] != 2:
                    time.sleep(0)
                answers.append(memory[3 : 3 + int.from_bytes(memory[1:3], "little")])
            os.waitpid(pid, 0)
            return answers
