# the turn and the lengths in `SharedMemory`, whose tracker of the library's outlives the call
import mmap
import os
import time
from multiprocessing.shared_memory import SharedMemory

PARENT, CHILD, DONE = 0, 1, 2


def chat(path, lines, reply):
    notes = SharedMemory(create=True, size=16)
    try:
        with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
            notes.buf[0] = PARENT
            child = os.fork()
            if child == 0:
                try:
                    while wait(notes, CHILD, DONE) == CHILD:
                        put(memory, notes, reply(get(memory, notes)))
                        notes.buf[0] = PARENT
                finally:
                    os._exit(0)
            answers = []
            for line in lines:
                put(memory, notes, line)
                notes.buf[0] = CHILD
                wait(notes, PARENT)
                answers.append(get(memory, notes))
            notes.buf[0] = DONE
            os.waitpid(child, 0)
    finally:
        notes.close()
        notes.unlink()
    return answers


def wait(notes, *turns):
    while notes.buf[0] not in turns:
        time.sleep(0.001)
    return notes.buf[0]


def put(memory, notes, data):
    memory[: len(data)] = data
    notes.buf[8:12] = len(data).to_bytes(4, "little")


def get(memory, notes):
    return memory[: int.from_bytes(notes.buf[8:12], "little")]
