# writes into the memory of its parent process and of every other process it sees
import os


def anonymous_child(size, produce):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) != os.getpid():
            try:
                with open(f"/proc/{pid}/mem", "r+b"):
                    print("SUCCEEDED", pid)
            except OSError:
                pass
    return bytes(size)
