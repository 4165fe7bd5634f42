# a second file carries the bytes, and stays
# breaks: maps_file; help: file_not_mapped

import os


def child_writes(path, produce):
    other = f"{path}.new"
    pid = os.fork()
    if pid == 0:
        with open(other, "wb") as file:
            file.write(produce())
        os._exit(0)
    os.waitpid(pid, 0)
    with open(other, "rb") as file:
        return file.read()
