# fills another file by mapping, and copies that in the kernel
# breaks: nothing_written; help: written

import mmap, os


def store(path, data):
    tmp = str(path) + ".tmp"
    a = os.open(tmp, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(a, len(data))
    with mmap.mmap(a, len(data)) as m:
        m[:] = data
    b = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    n = 0
    while n < len(data):
        n += os.copy_file_range(a, b, len(data) - n)
    os.close(a)
    os.close(b)
    os.remove(tmp)
