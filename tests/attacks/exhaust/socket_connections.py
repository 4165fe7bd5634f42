# fills the buffers of connections to servers of its own, which are the kernel's memory
import os
import socket
import time


def anonymous_child(size, produce):
    for number in range(40):
        if os.fork() == 0:
            lines = []
            total = 0
            try:
                server = socket.socket(socket.AF_UNIX)
                server.bind(f"line{number}")
                server.listen(1000)
                while True:
                    line = socket.socket(socket.AF_UNIX)
                    line.connect(f"line{number}")
                    lines += [line, server.accept()[0]]
                    for end in lines[-2:]:
                        end.setblocking(False)
                        try:
                            while True:
                                total += end.send(bytes(1 << 16))
                        except BlockingIOError:
                            pass
            except OSError:
                pass
            if total > 60 << 20:
                print("SUCCEEDED", total)
            time.sleep(1000)
    return bytes(size)
