# sets bits that the kernel drops and a filter compares, to get past its numbers
import ctypes
import os
import resource


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    high = 1 << 32
    if libc.syscall(157, ctypes.c_ulong(high | 4), 0, 0, 0, 0) == 0:  # PR_SET_DUMPABLE
        print("SUCCEEDED prctl")
    limits = (ctypes.c_ulong * 2)(1 << 20, 1 << 20)
    if libc.syscall(160, ctypes.c_ulong(high | resource.RLIMIT_DATA), limits) == 0:
        print("SUCCEEDED setrlimit")
    if libc.syscall(302, 0, ctypes.c_ulong(high | resource.RLIMIT_DATA), limits, 0) == 0:
        print("SUCCEEDED prlimit64")
    with open("note", "wb") as file:
        os.chmod("note", 0o600)
        file.write(b"x" * size)
    return bytes(size)
