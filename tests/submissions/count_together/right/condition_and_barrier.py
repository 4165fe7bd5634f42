# all begin together at a barrier; a condition's lock guards the total
import mmap
import multiprocessing


class Total:
    def __init__(self, context):
        self.memory = mmap.mmap(-1, 16)
        self.changed = context.Condition()

    def add(self, number):
        with self.changed:
            self.memory.seek(0)
            total = int.from_bytes(self.memory.read(8), "big")
            self.memory.seek(0)
            self.memory.write((total + number).to_bytes(8, "big"))
            self.changed.notify_all()


def work(start, total, rounds, draw):
    start.wait()
    for _ in range(rounds):
        total.add(draw())


def count_together(workers, rounds, draw):
    context = multiprocessing.get_context("fork")
    start, total = context.Barrier(workers), Total(context)
    children = [
        context.Process(target=work, args=(start, total, rounds, draw)) for _ in range(workers)
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
        assert child.exitcode == 0
    with total.memory as memory:
        return int.from_bytes(memory[:8], "big")
