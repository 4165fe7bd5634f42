# a thread waits for a child that kills itself

import mmap, os, threading, signal
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size)
    pid = os.fork()
    if pid == 0:
        m.seek(0); m.write(produce()); os.kill(os.getpid(), signal.SIGKILL)
    t = threading.Thread(target=os.waitpid, args=(pid, 0)); t.start(); t.join()
    d = m.read(size) if False else m[0:size]
    m.close(); return d
