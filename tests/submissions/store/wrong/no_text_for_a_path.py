# takes the path for a pathlib.Path
# breaks: ended; help: other_path
import mmap, os


def store(path, data):
    path.touch()
    os.truncate(path, len(data))
    with path.open("r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        m[:] = data
