# a bytearray in the place of a mapping
# breaks: shared_anonymous; help: no_mapping

import os


def anonymous_child(size, produce):
    memory = bytearray(size)
    pid = os.fork()
    if pid == 0:
        memory[:] = produce()
        os._exit(0)
    os.waitpid(pid, 0)
    return bytes(memory)
