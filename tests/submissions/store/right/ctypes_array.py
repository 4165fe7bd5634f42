# a ctypes array over the mapping takes the bytes

import mmap, ctypes


def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        m = mmap.mmap(f.fileno(), len(data))
        buf = (ctypes.c_char * len(data)).from_buffer(m)
        buf.raw = data
        del buf
        m.close()
