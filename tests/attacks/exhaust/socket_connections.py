# fills the buffers of connections to servers of its own, which are the kernel's memory
import mmap
import os
import socket
import struct
import time


def anonymous_child(size, produce):
    totals = mmap.mmap(-1, 8 * 40)
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
                    struct.pack_into("q", totals, 8 * number, total)
                    if sum(struct.unpack("40q", totals)) > 60 << 20:
                        print("SUCCEEDED", flush=True)
            except OSError:
                pass
            time.sleep(2)  # with all that it has in its buffers
            os._exit(0)
    for _ in range(40):
        os.wait()
    return bytes(size)
