# gives a function inside another one to a process that is spawned
# breaks: ended; help: not_picklable
import mmap
import multiprocessing as mp


def child_writes(path, produce):
    f = open(path, "r+b")
    mm = mmap.mmap(f.fileno(), 0)

    def work():
        mm[:] = produce()

    ctx = mp.get_context("spawn")
    p = ctx.Process(target=work)
    p.start()
    p.join()
    result = mm[:]
    mm.close()
    f.close()
    return result
