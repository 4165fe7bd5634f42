# child writes another file and renames
# breaks: maps_file; help: another_mapping
import mmap
import os


def child_writes(path, produce):
    size = os.path.getsize(path)
    pid = os.fork()
    if pid == 0:
        with open(str(path) + ".new", "w+b") as file:
            file.truncate(size)
            with mmap.mmap(file.fileno(), size) as memory:
                memory[:] = produce()
        os.replace(str(path) + ".new", path)
        os._exit(0)
    os.waitpid(pid, 0)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
        return memory[:]
