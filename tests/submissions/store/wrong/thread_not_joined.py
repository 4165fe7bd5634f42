# a thread stores, and nobody waits for it
# breaks: released; help: runs_on
import mmap, threading

def store(path, data):
    f = open(path, "wb+")
    f.truncate(len(data))
    m = mmap.mmap(f.fileno(), len(data))

    def work():
        m[:] = data
        m.close()
        f.close()

    threading.Thread(target=work).start()
