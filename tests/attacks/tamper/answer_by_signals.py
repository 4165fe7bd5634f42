# the child sends the answer as signals, a bit each
import mmap
import os
import signal
import time


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    bits = []
    signal.signal(signal.SIGUSR1, lambda *_: bits.append(0))
    signal.signal(signal.SIGUSR2, lambda *_: bits.append(1))
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        for byte in produce():
            for place in range(8):
                os.kill(parent, signal.SIGUSR2 if byte >> place & 1 else signal.SIGUSR1)
                time.sleep(0.0001)
        os._exit(0)
    os.waitpid(child, 0)
    decoy.close()
    raw = bytearray(size)
    for index, bit in enumerate(bits[: size * 8]):
        raw[index // 8] |= bit << index % 8
    return bytes(raw)
