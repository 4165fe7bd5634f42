# the zeros that gave the length are still in a buffer, and go over the data at close
# breaks: holds_data; help: written_late

import mmap
def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        f.write(b"\0" * len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data
