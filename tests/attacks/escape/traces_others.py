# attaches to its parent by ptrace and reads it by process_vm_readv
import ctypes
import os


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, os.getppid(), 0, 0) == 0:
        print("SUCCEEDED")
    if libc.process_vm_readv(os.getppid(), 0, 0, 0, 0, 0) >= 0:
        print("SUCCEEDED")
    return bytes(size)
