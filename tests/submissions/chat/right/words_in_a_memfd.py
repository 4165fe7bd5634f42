# words in a memfd of its own, and futex(2) to wait for a change of one
import ctypes
import mmap
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
SYS_futex = {"x86_64": 202, "aarch64": 98}[platform.machine()]
FUTEX_WAIT, FUTEX_WAKE = 0, 1


class Futex:
    def __init__(self, memory, offset):
        self.word = ctypes.c_uint32.from_buffer(memory, offset)

    def wait_while(self, value):
        while self.word.value == value:
            libc.syscall(SYS_futex, ctypes.byref(self.word), FUTEX_WAIT, ctypes.c_uint32(value), None, None, 0)

    def set(self, value):
        self.word.value = value
        libc.syscall(SYS_futex, ctypes.byref(self.word), FUTEX_WAKE, 1, None, None, 0)


def chat(path, lines, reply):
    fd = os.memfd_create("words")
    os.truncate(fd, mmap.PAGESIZE)
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory, mmap.mmap(fd, 0) as words:
        os.close(fd)
        asked, answered = Futex(words, 0), Futex(words, 4)
        size = ctypes.c_uint16.from_buffer(words, 8)
        END = 0xFFFFFFFF
        child = os.fork()
        if child == 0:
            try:
                number = 0
                while True:
                    asked.wait_while(number)
                    if asked.word.value == END:
                        break
                    number = asked.word.value
                    text = reply(memory[16 : 16 + size.value])
                    memory[16 : 16 + len(text)] = text
                    size.value = len(text)
                    answered.set(number)
            finally:
                os._exit(0)
        answers = []
        for number, line in enumerate(lines, 1):
            memory[16 : 16 + len(line)] = line
            size.value = len(line)
            asked.set(number)
            answered.wait_while(number - 1)
            answers.append(memory[16 : 16 + size.value])
        asked.set(END)
        os.waitpid(child, 0)
        del asked, answered, size
    return answers
