# a socket pair carries the answer, a mapping stands beside it
import mmap
import os
import socket


def anonymous_child(size, produce):
    decoy = mmap.mmap(-1, size)
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        theirs.sendall(produce())
        os._exit(0)
    theirs.close()
    data = b""
    while piece := ours.recv(1 << 16):
        data += piece
    os.waitpid(child, 0)
    ours.close()
    decoy.close()
    return data
