# asks a server on the network for a name, by every way that the C library has
import socket


def anonymous_child(size, produce):
    for ask in (
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.create_connection(("127.0.0.1", 53), 1),
        lambda: socket.fromfd(0, socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 53)),
    ):
        try:
            print("SUCCEEDED", ask())
        except OSError:
            pass
    return bytes(size)
