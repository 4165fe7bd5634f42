# each page is mapped by both, and a token in a socket follows each
import mmap
import os
import socket
from pathlib import Path

PAGE = mmap.ALLOCATIONGRANULARITY


def windows(size):
    for at in range(0, size, PAGE):
        yield at, min(PAGE, size - at)


def child_writes(path, produce):
    size = Path(path).stat().st_size
    a, b = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            a.close()
            data = produce()
            with Path(path).open("r+b") as f:
                for at, n in windows(size):
                    with mmap.mmap(f.fileno(), n, offset=at) as m:
                        m[:] = data[at:at + n]
                    b.sendall(b".")
                    b.recv(1)
        finally:
            os._exit(0)
    b.close()
    parts = []
    with Path(path).open("rb") as f:
        for at, n in windows(size):
            a.recv(1)
            with mmap.mmap(f.fileno(), n, prot=mmap.PROT_READ, offset=at) as m:
                parts.append(m.read())
            a.sendall(b".")
    a.close()
    os.waitpid(pid, 0)
    return b"".join(parts)
