# sends a datagram to the loopback
import socket


def anonymous_child(size, produce):
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"x", ("127.0.0.1", 9))
            print("SUCCEEDED")
    except OSError:
        pass
    return bytes(size)
