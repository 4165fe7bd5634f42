# puts characters into a terminal's input, and changes attributes of Python's own files
import ctypes
import fcntl
import os


def anonymous_child(size, produce):
    for path in ("/dev/tty", "/dev/pts/0", "/dev/console", "/proc/self/fd/0"):
        try:
            fcntl.ioctl(os.open(path, os.O_RDWR), 0x5412, b"x")
            print("SUCCEEDED", path)
        except OSError:
            pass
    with open(os.__file__, "rb") as file:
        flags = ctypes.c_long(0)
        try:
            fcntl.ioctl(file, 0x80086601, flags)
            fcntl.ioctl(file, 0x40086602, flags)
            print("SUCCEEDED attributes")
        except OSError:
            pass
    return bytes(size)
