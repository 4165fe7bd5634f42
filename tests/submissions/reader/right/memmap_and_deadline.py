# numpy.memmap, a deadline, exponential pause
import os
import time

import numpy as np

SIZE = 64 + 64 * 256


def writer(path, records):
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    os.ftruncate(fd, SIZE)
    os.close(fd)
    board = np.memmap(path, np.uint8, "r+", shape=(SIZE,))
    board[:64] = 0
    for k, record in enumerate(records):
        at = 64 + 256 * k
        board[at : at + len(record)] = np.frombuffer(record, np.uint8)
        board[k] = len(record)
    board.flush()


def reader(path, count):
    deadline = time.monotonic() + 30
    pause = 0.0005
    while time.monotonic() < deadline:
        if os.path.exists(path) and os.path.getsize(path) == SIZE:
            board = np.memmap(path, np.uint8, "r")
            if np.all(board[:count] > 0):
                lengths = board[:count].tolist()
                return [board[64 + 256 * k : 64 + 256 * k + n].tobytes() for k, n in enumerate(lengths)]
            del board
        time.sleep(pause)
        pause = min(0.01, pause * 1.5)
    raise TimeoutError("no records")
