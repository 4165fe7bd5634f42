# the child clears the event after it has answered: a line that came before is lost
# breaks: ended; help: both_wait or child_waits_on or never_ends or no_turn_byte or out_of_turn

import multiprocessing

import numpy as np

TALK = np.dtype([("size", "<u2"), ("end", "?"), ("data", "u1", 1000)])
context = multiprocessing.get_context("fork")


def store(talk, data):
    talk["data"][0, : len(data)] = np.frombuffer(data, np.uint8)
    talk["size"][0] = len(data)


def load(talk):
    return talk["data"][0, : talk["size"][0]].tobytes()


def serve(path, reply, asked, answered):
    talk = np.memmap(path, dtype=TALK, mode="r+", shape=(1,))
    while True:
        asked.wait()
        if talk["end"][0]:
            return
        store(talk, reply(load(talk)))
        answered.set()
        asked.clear()


def chat(path, lines, reply):
    if not lines:
        return []
    talk = np.memmap(path, dtype=TALK, mode="r+", shape=(1,))
    talk["end"] = False
    asked, answered = context.Event(), context.Event()
    child = context.Process(target=serve, args=(path, reply, asked, answered))
    child.start()
    answers = []
    for line in lines:
        store(talk, line)
        asked.set()
        answered.wait()
        answered.clear()
        answers.append(load(talk))
    talk["end"] = True
    asked.set()
    child.join()
    return answers
