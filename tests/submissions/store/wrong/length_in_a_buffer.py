# the zeros that give the length are still in a buffer when the file is mapped
# breaks: ended; help: written_late

import mmap
def store(path, data):
    with open(path, "w+b") as f:
        f.write(b"\0" * len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data
