# the bytes come one by one as exit statuses
# breaks: maps_file; help: no_mapping

import os


def child_writes(path, produce):
    data = bytearray()
    for index in range(min(8, os.path.getsize(path))):
        pid = os.fork()
        if pid == 0:
            os._exit(produce()[index])
        data.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    return bytes(data)
