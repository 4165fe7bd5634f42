# flushes after each byte
# breaks: ended; help: call_for_each

import mmap, os
def store(path, data):
    with open(path, "w+b") as f:
        f.truncate(len(data))
        with mmap.mmap(f.fileno(), len(data)) as m:
            for i in range(len(data)):
                m[i:i+1] = data[i:i+1]
                m.flush()
