# system calls that are newer than the filter's library, and those of the x32 interface
import ctypes
import os


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    for number in range(457, 600):
        if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 38:
            print("SUCCEEDED", number)
    with open("note", "w"):
        pass
    if libc.syscall(452, -100, b"/tmp", 0o777, 0) == 0:  # fchmodat2
        print("SUCCEEDED fchmodat2")
    if os.fork() == 0:
        libc.syscall(0x40000000 | 39)  # getpid of x32
        os._exit(0)
    os.wait()
    return bytes(size)
