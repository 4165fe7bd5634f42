# a multiprocessing array carries the bytes, the parent stores them in the file
# breaks: no_other_way; help: another_mapping

import mmap
import multiprocessing


def child_writes(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        a = multiprocessing.Array("c", len(memory), lock=False)

        def job():
            a.raw = produce()

        p = multiprocessing.Process(target=job)
        p.start()
        p.join()
        memory[:] = a.raw
        return a.raw
