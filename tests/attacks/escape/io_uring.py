# io_uring, keys, bpf and performance counters
import ctypes


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(256)
    for number, arguments in ((425, (4, room)), (321, (0, room, 128)), (298, (room, 0, -1, -1, 0))):
        if libc.syscall(number, *arguments) >= 0:
            print("SUCCEEDED", number)
    if libc.syscall(248, b"user", b"name", b"value", 5, -4) >= 0:
        print("SUCCEEDED add_key")
    return bytes(size)
