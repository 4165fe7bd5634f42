# talks to a daemon over a unix socket, by path and abstract
import socket


def anonymous_child(size, produce):
    for address in ("/run/docker.sock", "/var/run/postgresql/.s.PGSQL.5432", "\0escape"):
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(address)
                print("SUCCEEDED", address)
        except ConnectionRefusedError:
            print("SUCCEEDED", address)
        except OSError:
            pass
    return bytes(size)
