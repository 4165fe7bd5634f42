# an event tells that all is stored; the process waits for ever and is terminated
import mmap
from multiprocessing import Event, Process


def serve(m, produce, done):
    m[:] = produce()
    done.set()
    Event().wait()  # for ever


def anonymous_child(size, produce):
    done = Event()
    m = mmap.mmap(-1, size)
    p = Process(target=serve, args=(m, produce, done), daemon=True)
    p.start()
    done.wait()
    data = m[:]
    p.kill()
    p.join()
    p.close()
    m.close()
    return data
