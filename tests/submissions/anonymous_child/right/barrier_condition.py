# a barrier of multiprocessing

import mmap, multiprocessing as mp
def anonymous_child(size, produce):
    ctx = mp.get_context("fork")
    b = ctx.Barrier(2)
    m = mmap.mmap(-1, size)
    def f():
        m[:] = produce()
        b.wait()
    p = ctx.Process(target=f, daemon=True); p.start(); b.wait(timeout=10)
    d = m[:]
    p.join(); m.close(); return d
