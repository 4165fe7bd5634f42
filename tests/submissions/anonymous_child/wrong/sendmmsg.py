# sends the bytes by sendmmsg(2), which tells of messages, not of bytes
# breaks: ended; help: way_refused
import ctypes
import mmap
import os
import socket

libc = ctypes.CDLL(None, use_errno=True)


class Part(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


class Message(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_void_p), ("name_length", ctypes.c_uint),
        ("parts", ctypes.POINTER(Part)), ("count", ctypes.c_size_t),
        ("control", ctypes.c_void_p), ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int), ("sent", ctypes.c_uint),
    ]  # fmt: skip


def send(there, data):
    part = Part(ctypes.cast(data, ctypes.c_void_p), len(data))
    message = Message(parts=ctypes.pointer(part), count=1)
    if libc.sendmmsg(there.fileno(), ctypes.byref(message), 1, 0) != 1:
        raise OSError(ctypes.get_errno(), "sendmmsg")


def anonymous_child(size, produce):
    here, there = socket.socketpair()
    with here, there, mmap.mmap(-1, size) as memory:
        memory[:] = b"x" * size
        child = os.fork()
        if not child:
            data = produce()
            memory[:] = data[::-1]
            for at in range(0, size, 1000):
                send(there, data[at : at + 1000])
            os._exit(0)
        data = b""
        while len(data) < size:
            data += here.recv(size)
        os.waitpid(child, 0)
        return data
