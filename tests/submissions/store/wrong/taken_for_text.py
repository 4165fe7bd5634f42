# decodes the data, and encodes what is left
# breaks: exact_length; help: other_bytes
import mmap

def store(path, data):
    text = data.decode("utf-8", errors="ignore")
    raw = text.encode()
    with open(path, "wb+") as f:
        f.truncate(len(raw))
        with mmap.mmap(f.fileno(), 0) as m:
            m[:] = raw
