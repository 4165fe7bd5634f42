# fills the buffers of socket pairs, which are the kernel's memory
import os
import socket
import time


def anonymous_child(size, produce):
    for _ in range(40):
        if os.fork() == 0:
            pairs = []
            total = 0
            try:
                while True:
                    pairs.append(socket.socketpair())
                    pairs[-1][0].setblocking(False)
                    try:
                        while True:
                            total += pairs[-1][0].send(bytes(1 << 16))
                    except BlockingIOError:
                        pass
            except OSError:
                pass
            if total > 15 << 20:
                print("SUCCEEDED", total)
            time.sleep(1000)
    return bytes(size)
