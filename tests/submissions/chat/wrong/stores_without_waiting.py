# a thread stores the next line without waiting for the child
# breaks: right_answers; help: out_of_turn
import mmap
import os
import threading
from multiprocessing import Semaphore


def chat(path, lines, reply):
    line_there, answer_there = Semaphore(0), Semaphore(0)
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        pid = os.fork()
        if pid == 0:
            for _ in range(len(lines)):
                line_there.acquire()
                a = reply(m[2:2 + int.from_bytes(m[:2], "little")])
                m[2002:2002 + len(a)] = a
                m[2000:2002] = len(a).to_bytes(2, "little")
                answer_there.release()
            os._exit(0)

        def speak():
            for line in lines:
                m[:2] = len(line).to_bytes(2, "little")
                m[2:2 + len(line)] = line
                line_there.release()

        speaker = threading.Thread(target=speak)
        speaker.start()
        answers = []
        for _ in lines:
            answer_there.acquire()
            answers.append(m[2002:2002 + int.from_bytes(m[2000:2002], "little")])
        speaker.join()
        os.waitpid(pid, 0)
        return answers
