# a cell that waits again and again, each time less than one cell may
import select
import sys

ask = sys.modules["grader.stage.prompt"].ask
for number in range(2, 1000):
    ask("cell", number)
    select.select([], [], [], 4)


def anonymous_child(size, produce):
    return bytes(size)
