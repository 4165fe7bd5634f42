# a draft is mapped, and copied over the named file
# breaks: nothing_written; help: written

import mmap
import os
import shutil


def store(path, data):
    draft = f"{path}~"
    with open(draft, "w+b") as file:
        file.truncate(len(data))
        with mmap.mmap(file.fileno(), len(data)) as mapping:
            mapping[:] = data
    shutil.copyfile(draft, path)
    os.unlink(draft)
