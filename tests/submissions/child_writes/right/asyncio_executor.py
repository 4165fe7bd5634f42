# asyncio waits for an executor's worker

import asyncio
import mmap
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def job(path, produce):
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
        memory[:] = produce()


async def main(path, produce):
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as e:
        await asyncio.get_running_loop().run_in_executor(e, job, path, produce)


def child_writes(path, produce):
    asyncio.run(main(path, produce))
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
        return memory[:]
