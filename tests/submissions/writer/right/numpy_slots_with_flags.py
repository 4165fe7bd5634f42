# a table of slots as numpy arrays over a memmap; each slot has a length, set after its bytes
import os
import time

import numpy as np

SHAPE = (64, 256)


def writer(path, records):
    if os.path.exists(path):
        os.unlink(path)
    table = np.memmap(path, dtype=np.uint8, mode="w+", shape=SHAPE)
    for slot, record in zip(table, records):
        slot[1 : 1 + len(record)] = np.frombuffer(record, np.uint8)
        slot[0] = len(record)
    table.flush()
    del table, slot


def reader(path, count):
    while not os.path.exists(path) or os.path.getsize(path) < SHAPE[0] * SHAPE[1]:
        time.sleep(0.01)
    table = np.memmap(path, dtype=np.uint8, mode="r", shape=SHAPE)
    while not table[:count, 0].all():
        time.sleep(0.01)
    return [slot[1 : 1 + int(slot[0])].tobytes() for slot in table[:count]]
