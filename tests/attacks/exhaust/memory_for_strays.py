# a child says again and again that it strayed, with a megabyte each time
import os, sys
ask = sys.modules["grader.stage.prompt"].ask
def anonymous_child(size, produce):
    if os.fork() == 0:
        while True:
            ask("strayed", "x" * 1000000)
    os.wait()
