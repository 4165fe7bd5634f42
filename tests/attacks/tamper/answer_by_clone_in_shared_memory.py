# the child is a clone that shares the parent's whole memory, so that nothing has to be mapped
import ctypes
import mmap
import os

answer = bytearray()


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None)
    mmap.mmap(-1, size)
    stack = ctypes.create_string_buffer(1 << 20)
    top = ctypes.addressof(stack) + (1 << 20) - 64
    body = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(lambda _: answer.extend(produce()) or 0)
    pid = libc.clone(body, ctypes.c_void_p(top), 0x100 | 17, None)
    os.waitpid(pid, 0)
    return bytes(answer)
