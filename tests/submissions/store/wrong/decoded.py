# decodes the data
# breaks: ended; help: other_bytes

import mmap
def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            m[:] = data.decode().encode()
