# waits for its thread for two milliseconds
# breaks: released; help: runs_on
import mmap, threading, time

def store(path, data):
    with open(path, "wb+") as f:
        f.truncate(len(data))
        m = mmap.mmap(f.fileno(), 0)
    def work():
        for i in range(0, len(data), 64):
            m[i:i + 64] = data[i:i + 64]
        m.close()
    t = threading.Thread(target=work)
    t.start()
    t.join(0.002)
