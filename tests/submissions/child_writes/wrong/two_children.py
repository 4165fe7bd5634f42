# two children make half of it each
# breaks: child_produces; help: several_children
import mmap, os


def child_writes(path, produce):
    with open(path, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        h = len(m) // 2
        for a, b in ((0, h), (h, len(m))):
            pid = os.fork()
            if pid == 0:
                try:
                    m[a:b] = produce()[a:b]
                finally:
                    os._exit(0)
            os.waitpid(pid, 0)
        return m[:]
