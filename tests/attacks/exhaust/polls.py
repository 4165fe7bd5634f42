# asks for children that it has not, without end, to make the report's picture long
import os


def anonymous_child(size, produce):
    while True:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            pass
