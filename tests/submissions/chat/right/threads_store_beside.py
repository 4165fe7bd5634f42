# threads of the child store beside it through libc, which lets others run meanwhile
import ctypes
import mmap
import os
import threading
import time

libc = ctypes.CDLL(None)
libc.memcpy.argtypes = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
LINE, ANSWER, ALIVE = 8, 2048, 4000


def store(base, at, data):
    libc.memcpy(base + at, data, len(data))


def chat(path, lines, reply):
    with open(path, "r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    view = ctypes.c_char.from_buffer(memory)
    base = ctypes.addressof(view)
    memory[:LINE] = bytes(LINE)
    child = os.fork()
    if child == 0:
        over = threading.Event()

        def beat(at):
            for number in range(1 << 20):
                if over.wait(0.0005):
                    break
                store(base, at, number.to_bytes(4, "little"))

        beats = [threading.Thread(target=beat, args=(ALIVE + 8 * k,)) for k in range(3)]
        try:
            for thread in beats:
                thread.start()
            for number in range(len(lines)):
                while int.from_bytes(memory[0:2], "big") != 2 * number + 1:
                    time.sleep(0.0005)
                size = int.from_bytes(memory[2:4], "big")
                answer = reply(memory[LINE : LINE + size])
                store(base, ANSWER, answer)
                store(base, 2, len(answer).to_bytes(2, "big"))
                store(base, 0, (2 * number + 2).to_bytes(2, "big"))
            over.set()
            for thread in beats:
                thread.join()
        finally:
            os._exit(0)
    answers = []
    for number, line in enumerate(lines):
        memory[LINE : LINE + len(line)] = line
        memory[2:4] = len(line).to_bytes(2, "big")
        memory[0:2] = (2 * number + 1).to_bytes(2, "big")
        while int.from_bytes(memory[0:2], "big") != 2 * number + 2:
            time.sleep(0.0005)
        answers.append(memory[ANSWER : ANSWER + int.from_bytes(memory[2:4], "big")])
    os.waitpid(child, 0)
    del view
    memory.close()
    return answers
