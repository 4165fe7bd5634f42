# strips the zeros at the end of the data
# breaks: exact_length; help: zeros_lost
import mmap


def store(path, data):
    data = data.rstrip(b"\0") or b"\0"
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), 0) as m:
            m[:] = data
