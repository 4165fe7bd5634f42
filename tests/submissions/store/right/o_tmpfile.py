# a file without a name, linked when it is full
import mmap, os, contextlib


def store(path, data):
    path = os.path.abspath(path)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)
    d = os.open(os.path.dirname(path), os.O_TMPFILE | os.O_RDWR, 0o644)
    os.ftruncate(d, len(data))
    m = mmap.mmap(d, len(data))
    m[:] = data
    m.close()
    os.link(f"/proc/self/fd/{d}", path, src_dir_fd=d, follow_symlinks=True)
    os.close(d)
