# goes to other folders through the descriptors and links of /proc
import os


def anonymous_child(size, produce):
    for link in ("cwd/..", "root/root", "root/home", "root/tmp", "fd/1/.."):
        try:
            print("SUCCEEDED", os.listdir(f"/proc/self/{link}"))
        except OSError:
            pass
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) != os.getpid():
            try:
                print("SUCCEEDED", os.listdir(f"/proc/{pid}/root/tmp"))
            except OSError:
                pass
    return bytes(size)
