# stores all, and leaves the release to a thread
# breaks: released; help: runs_on
"""All is stored, but the mapping is released by a thread, later."""
import mmap, threading

def store(path, data):
    with open(path, "wb+") as f:
        f.truncate(len(data))
        m = mmap.mmap(f.fileno(), 0)
    m[:] = data
    threading.Thread(target=lambda: (m.flush(), m.close())).start()
