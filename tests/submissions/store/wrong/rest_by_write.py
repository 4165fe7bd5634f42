# maps whole pages, and writes the rest
# breaks: nothing_written; help: written
import mmap

def store(path, data):
    whole = len(data) // mmap.PAGESIZE * mmap.PAGESIZE
    with open(path, "wb+") as f:
        f.truncate(len(data))
        if whole:
            with mmap.mmap(f.fileno(), whole) as m:
                m[:] = data[:whole]
        # the rest is not a whole page and cannot be mapped
        f.seek(whole)
        f.write(data[whole:])
