# windows without their offsets
# breaks: holds_data; help: stored_elsewhere
import mmap

def store(path, data):
    with open(path, "wb+") as f:
        f.truncate(len(data))
        for start in range(0, len(data), mmap.PAGESIZE):
            size = min(mmap.PAGESIZE, len(data) - start)
            m = mmap.mmap(f.fileno(), size)      # offset forgotten
            m[:] = data[start:start + size]
            m.close()
