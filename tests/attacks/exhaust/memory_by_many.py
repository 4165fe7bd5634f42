# twenty children take as much memory each as one process may
import os
import time


def anonymous_child(size, produce):
    for _ in range(20):
        if os.fork() == 0:
            hoard = bytearray(400 << 20)
            for place in range(0, len(hoard), 4096):
                hoard[place] = 1
            time.sleep(1000)
    while True:
        os.wait()
