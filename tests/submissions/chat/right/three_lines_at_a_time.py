# three lines at a time in the file, and then the three answers
import mmap, os, struct
def pack(m, items):
    m[0] = len(items)
    for i, x in enumerate(items):
        struct.pack_into("<H", m, 16 + i * 1002, len(x))
        m[18 + i * 1002:18 + i * 1002 + len(x)] = x
def unpack(m):
    res = []
    for i in range(m[0]):
        (n,) = struct.unpack_from("<H", m, 16 + i * 1002)
        res.append(m[18 + i * 1002:18 + i * 1002 + n])
    return res
def chat(path, lines, reply):
    with open(path, "r+b") as f:
        m = mmap.mmap(f.fileno(), 4096)
    r1, w1 = os.pipe()
    r2, w2 = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(w1)
            while os.read(r1, 1):
                pack(m, [reply(x) for x in unpack(m)])
                os.write(w2, b".")
        finally:
            os._exit(0)
    out = []
    for i in range(0, len(lines), 3):
        pack(m, lines[i:i + 3])
        os.write(w1, b".")
        os.read(r2, 1)
        out += unpack(m)
    os.close(w1)
    os.waitpid(pid, 0)
    for fd in (r1, r2, w2):
        os.close(fd)
    m.close()
    return out
