# the length comes through a pipe, the data in slices

import mmap, os, sys
def anonymous_child(size, produce):
    m = mmap.mmap(-1, size, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS, mmap.PROT_READ | mmap.PROT_WRITE)
    r, w = os.pipe()
    if (pid := os.fork()) == 0:
        try:
            os.close(r)
            d = produce()
            for i in range(0, len(d), 1000):
                m[i:i+1000] = d[i:i+1000]
            with os.fdopen(w, "w") as f: print("done", len(d), file=f)
            code = 0
        except BaseException:
            code = 1
        finally:
            os._exit(code)
    os.close(w)
    with os.fdopen(r) as f:
        word, n = f.read().split()
    _, st = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(st) == 0
    d = bytes(memoryview(m)[:int(n)])
    m.close()
    return d
