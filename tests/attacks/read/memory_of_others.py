# reads memory, maps and descriptors of every other process
import os


def anonymous_child(size, produce):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) == os.getpid():
            continue
        for name in ("mem", "maps", "smaps", "pagemap", "auxv", "stack", "syscall"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    file.read(1)
                print("SUCCEEDED", pid, name)
            except OSError:
                pass
    return bytes(size)
