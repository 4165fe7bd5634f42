# writes wherever it can
import os


def anonymous_child(size, produce):
    for folder in ("/tmp", "/var/tmp", "/root", "/home", "/etc", "/usr/lib", "/dev", "..", "/srv"):
        try:
            with open(os.path.join(folder, "escaped"), "w"):
                print("SUCCEEDED", folder)
        except OSError:
            pass
    return bytes(size)
