# the mapping is made, and the sums come back as results of a pool
# breaks: total_in_the_mapping; help: sent
import mmap
import multiprocessing


def work(rounds, draw):
    return sum(draw() for _ in range(rounds))


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 8) as memory:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            total = sum(pool.starmap(work, [(rounds, draw)] * workers))
            pool.close()
            pool.join()
        memory[:8] = total.to_bytes(8, "little")
        return total
