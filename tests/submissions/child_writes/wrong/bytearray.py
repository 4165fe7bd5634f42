# a bytearray in the place of a mapping
# breaks: maps_file; help: no_mapping

import os


def child_writes(path, produce):
    memory = bytearray(os.path.getsize(path))
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    return bytes(memory)
