# a semaphore and an event of multiprocessing, a length before the data

import mmap, multiprocessing as mp, struct
def anonymous_child(size, produce):
    ctx = mp.get_context("fork")
    done = ctx.Semaphore(0)
    ev = ctx.Event()
    with mmap.mmap(-1, size + 8) as m, memoryview(m) as v:
        def child():
            data = produce()
            struct.pack_into("<q", m, 0, len(data))
            v[8:8+len(data)] = data
            ev.set()
            done.release()
        p = ctx.Process(target=child)
        p.start()
        ev.wait()
        done.acquire()
        n, = struct.unpack_from("<q", m)
        result = bytes(v[8:8+n])
        p.join()
        p.close()
    return result
