# asks once, with WNOHANG, whether the child has ended: it need not have
# breaks: nothing_left; help: child_not_reaped
import mmap
import os
import struct

PARENT, CHILD, END = 0, 1, 2


def put(memory, data, turn):
    struct.pack_into("<H", memory, 2, len(data))
    memory[4 : 4 + len(data)] = data
    memory[0] = turn


def get(memory):
    (size,) = struct.unpack_from("<H", memory, 2)
    return memory[4 : 4 + size]


def chat(path, lines, reply):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[0] = PARENT
        pid = os.fork()
        if pid == 0:
            try:
                while memory[0] != END:
                    if memory[0] == CHILD:
                        put(memory, reply(get(memory)), PARENT)
            finally:
                os._exit(0)
        answers = []
        for line in lines:
            put(memory, line, CHILD)
            while memory[0] != PARENT:
                pass
            answers.append(get(memory))
        memory[0] = END
        os.waitpid(pid, 1)
        return answers
