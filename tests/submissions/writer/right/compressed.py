# records encoded and compressed, in a file that is renamed when finished
import base64, mmap, os, time, zlib


def writer(path, records):
    blob = zlib.compress(b"\n".join(base64.b64encode(r) for r in records))
    hidden = os.path.join(os.path.dirname(path), ".hidden-" + os.path.basename(path))
    with open(hidden, "w+b") as f:
        f.truncate(len(blob))
        with mmap.mmap(f.fileno(), len(blob)) as m:
            m[:] = blob
    os.rename(hidden, path)


def reader(path, count):
    while True:
        try:
            f = open(path, "rb")
            break
        except FileNotFoundError:
            time.sleep(0.01)
    with f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        return [base64.b64decode(x) for x in zlib.decompress(m).split(b"\n")][:count]
