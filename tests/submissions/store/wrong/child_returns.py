# a child stores, and returns into the caller's code
# breaks: nothing_left; help: child_strayed

import mmap, os


def store(path, data):
    pid = os.fork()
    if pid == 0:
        with open(path, "w+b") as f:
            f.truncate(len(data))
            with mmap.mmap(f.fileno(), len(data)) as m:
                m[:] = data
        return
    os.waitpid(pid, 0)
