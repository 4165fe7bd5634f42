# maps one page, whatever the file's length
# breaks: maps_file; help: mapped_too_little
import mmap
import os


def child_writes(path, produce):
    with open(path, "r+b") as f:
        mm = mmap.mmap(f.fileno(), mmap.PAGESIZE)
        pid = os.fork()
        if pid == 0:
            mm.write(produce())
            os._exit(0)
        os.waitpid(pid, 0)
        mm.seek(0)
        result = mm.read()
        mm.close()
    return result
