# sleeps for a day
import time


def anonymous_child(size, produce):
    time.sleep(86_400)
    return bytes(size)
