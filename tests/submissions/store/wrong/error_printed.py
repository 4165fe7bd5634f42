# catches its error and prints it
# breaks: shared_mapping; help: error_hidden

import mmap, os
def store(path, data):
    try:
        with open(path, "wb") as f:
            f.truncate(len(data))
            with mmap.mmap(f.fileno(), len(data)) as m:
                m[:] = data
    except Exception as e:
        print("error:", e)
