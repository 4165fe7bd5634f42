# asks once, with WNOHANG, whether its children have ended: they need not have
# breaks: nothing_left; help: child_not_reaped
import mmap, os, numpy as np

def column_means(path, rows, columns, offset):
    t = np.memmap(path, np.float64, 'r', offset, (rows, columns))
    mem = mmap.mmap(-1, 2 * columns * 8)
    part = np.frombuffer(mem).reshape(2, columns)
    pids = []
    for k in range(2):
        pid = os.fork()
        if pid == 0:
            try:
                part[k] = t[k * rows // 2:(k + 1) * rows // 2].sum(axis=0)
            finally:
                os._exit(0)
        pids.append(pid)
    for p in pids:
        os.waitpid(p, 1)
    return part.sum(axis=0) / rows
