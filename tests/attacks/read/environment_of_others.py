# reads the environment of every process
import os


def anonymous_child(size, produce):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if b"CANARY" in file.read():
                    print("SUCCEEDED", pid)
        except OSError:
            pass
    return bytes(size)
