# a mutex and a condition variable of the C library in the file
import ctypes
import mmap
import os

c = ctypes.CDLL("libc.so.6")
PTHREAD_PROCESS_SHARED = 1
NOBODY, CHILD, PARENT, END = range(4)


class Shared(ctypes.Structure):
    _fields_ = [
        ("mutex", ctypes.c_ulong * 8),
        ("cond", ctypes.c_ulong * 8),
        ("turn", ctypes.c_int),
        ("n", ctypes.c_uint),
        ("text", ctypes.c_ubyte * 1000),
    ]


def prepare(s):
    a = (ctypes.c_char * 64)()
    c.pthread_mutexattr_init(a)
    c.pthread_mutexattr_setpshared(a, PTHREAD_PROCESS_SHARED)
    c.pthread_mutex_init(ctypes.byref(s.mutex), a)
    b = (ctypes.c_char * 64)()
    c.pthread_condattr_init(b)
    c.pthread_condattr_setpshared(b, PTHREAD_PROCESS_SHARED)
    c.pthread_cond_init(ctypes.byref(s.cond), b)
    s.turn = NOBODY


def wait_for(s, *turns):
    while s.turn not in turns:
        c.pthread_cond_wait(ctypes.byref(s.cond), ctypes.byref(s.mutex))


def say(s, text, turn):
    s.n = len(text)
    ctypes.memmove(s.text, text, len(text))
    s.turn = turn
    c.pthread_cond_broadcast(ctypes.byref(s.cond))


def heard(s):
    return bytes(s.text[: s.n])


def chat(path, lines, reply):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 4096) as m:
        s = Shared.from_buffer(m)
        prepare(s)
        pid = os.fork()
        if pid == 0:
            c.pthread_mutex_lock(ctypes.byref(s.mutex))
            while True:
                wait_for(s, CHILD, END)
                if s.turn == END:
                    break
                say(s, reply(heard(s)), PARENT)
            c.pthread_mutex_unlock(ctypes.byref(s.mutex))
            os._exit(0)
        answers = []
        c.pthread_mutex_lock(ctypes.byref(s.mutex))
        for line in lines:
            say(s, line, CHILD)
            wait_for(s, PARENT)
            answers.append(heard(s))
        say(s, b"", END)
        c.pthread_mutex_unlock(ctypes.byref(s.mutex))
        os.waitpid(pid, 0)
        del s
        return answers
