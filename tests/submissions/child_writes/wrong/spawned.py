# a child that spawn begins: a new Python, which has none of the notebook's functions
# breaks: maps_file; help: not_forked
import mmap, os, multiprocessing as mp
def child(path, produce):
    data = produce()
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        m[:] = data
def child_writes(path, produce):
    ctx = mp.get_context("spawn")
    p = ctx.Process(target=child, args=(path, produce))
    p.start()
    p.join()
    with open(path, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        return m[:]
