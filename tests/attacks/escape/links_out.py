# a symbolic and a hard link from the scratch folder to the outside
import os


def anonymous_child(size, produce):
    os.symlink("/etc", "etc")
    try:
        print("SUCCEEDED", os.listdir("etc"))
    except OSError:
        pass
    try:
        os.link("/etc/hostname", "name")
        print("SUCCEEDED")
    except OSError:
        pass
    return bytes(size)
