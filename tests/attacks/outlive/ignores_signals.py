# a child ignores every signal that can be ignored
import os
import signal


def anonymous_child(size, produce):
    if os.fork() == 0:
        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            signal.pause()
    return bytes(size)
