# touches a mapping of a file that was cut short: SIGBUS in the parent
# breaks: ended; help: bus_error

import mmap
import os
import tempfile


def anonymous_child(size, produce):
    with tempfile.TemporaryFile() as file:
        file.truncate(size)
        memory = mmap.mmap(file.fileno(), size)
        file.truncate(0)
        if os.fork() == 0:
            os._exit(0)
        os.wait()
        return memory[:]
