# raises its user, its capabilities and its limits
import ctypes
import os
import resource


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    everything = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
    if libc.capset(header, everything) == 0:
        print("SUCCEEDED capset")
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 16, 1 << 16))
        print("SUCCEEDED setrlimit")
    except (OSError, ValueError):
        pass
    try:
        os.setgroups([0])
        print("SUCCEEDED setgroups")
    except OSError:
        pass
    return bytes(size)
