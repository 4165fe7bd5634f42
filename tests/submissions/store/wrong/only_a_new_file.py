# makes the file in mode x
# breaks: ended; help: in_the_way
import mmap


def store(path, data):
    with open(path, "x+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), 0) as m:
            m[:] = data
