# multiprocessing's Process; the parent reads a MAP_PRIVATE mapping

import mmap
import multiprocessing
from pathlib import Path


def work(path, produce):
    with Path(path).open("r+b") as file:
        size = Path(path).stat().st_size
        flags, prot = mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE
        with mmap.mmap(file.fileno(), size, flags=flags, prot=prot) as memory:
            memory[0:size] = produce()


def child_writes(path, produce):
    process = multiprocessing.get_context("fork").Process(target=work, args=(path, produce))
    process.start()
    process.join()
    process.close()
    with Path(path).open("rb") as file:
        with mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ) as memory:
            return bytes(memory)
