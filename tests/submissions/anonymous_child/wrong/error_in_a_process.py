# the child's Process prints an error
# breaks: right_bytes; help: slice_of_other_length
import mmap
import multiprocessing as mp

ctx = mp.get_context("fork")


def work(mm, produce):
    data = produce()
    mm[: len(data) + 1] = data


def anonymous_child(size, produce):
    mm = mmap.mmap(-1, size + 1)
    p = ctx.Process(target=work, args=(mm, produce))
    p.start()
    p.join()
    return mm[:size]
