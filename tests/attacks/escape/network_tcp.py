# opens a TCP connection to the loopback
import socket


def anonymous_child(size, produce):
    try:
        with socket.socket() as line:
            line.bind(("127.0.0.1", 0))
            print("SUCCEEDED")
    except OSError:
        pass
    return bytes(size)
