# mounts a file system and changes its root
import ctypes


def anonymous_child(size, produce):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or libc.chroot(b"/tmp") == 0:
        print("SUCCEEDED")
    return bytes(size)
