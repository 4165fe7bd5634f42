# a socket pair carries the token, received straight into the mapping
import mmap
import os
import socket
import struct


def count_together(workers, rounds, draw):
    with mmap.mmap(-1, 16) as memory:
        one, other = socket.socketpair()
        one.send(b"x")
        for _ in range(workers):
            if os.fork() == 0:
                with memoryview(memory) as view:
                    for _ in range(rounds):
                        drawn = draw()
                        with view[8:9] as place:
                            other.recv_into(place)
                        struct.pack_into(
                            "<q", memory, 0, struct.unpack_from("<q", memory, 0)[0] + drawn
                        )
                        one.send(b"x")
                os._exit(0)
        for _ in range(workers):
            os.wait()
        one.close()
        other.close()
        return struct.unpack_from("<q", memory, 0)[0]
