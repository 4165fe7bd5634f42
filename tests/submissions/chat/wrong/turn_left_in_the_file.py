# does not set the turn at first: the talk before has left another one
# breaks: ended; help: child_gone
import ctypes
import mmap
import os
import time


class Talk(ctypes.Structure):
    _fields_ = [
        ("turn", ctypes.c_int32),
        ("size", ctypes.c_uint32),
        ("data", ctypes.c_ubyte * 1000),
    ]


def put(talk, data, turn):
    ctypes.memmove(talk.data, data, len(data))
    talk.size = len(data)
    talk.turn = turn


def take(talk, turn):
    while talk.turn not in (turn, 3):
        time.sleep(0.001)
    return bytes(talk.data[: talk.size]) if talk.turn == turn else None


def chat(path, lines, reply):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 4096)
    talk = Talk.from_buffer(memory)
    answers = []
    pid = os.fork()
    if pid == 0:
        while (line := take(talk, 1)) is not None:
            put(talk, reply(line), 2)
            while talk.turn == 2:
                time.sleep(0.001)
        os._exit(0)
    for line in lines:
        put(talk, line, 1)
        answers.append(take(talk, 2))
        talk.turn = 0
    talk.turn = 3
    os.waitpid(pid, 0)
    del talk
    memory.close()
    return answers
