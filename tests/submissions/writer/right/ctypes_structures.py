# ctypes structures over both mappings, a private one for the reader
import ctypes as c, mmap, os, time


class Row(c.Structure):
    _fields_ = [("state", c.c_int32), ("size", c.c_int32), ("text", c.c_char * 256)]


class Page(c.Structure):
    _fields_ = [("magic", c.c_int64), ("rows", Row * 64)]


N = c.sizeof(Page)


def writer(path, records):
    try:
        os.unlink(path)
    except OSError:
        pass
    with open(path, "w+b") as f:
        f.truncate(N)
        m = mmap.mmap(f.fileno(), N)
    page = Page.from_buffer(m)
    for row, r in zip(page.rows, records):
        c.memmove(c.addressof(row) + Row.text.offset, r, len(r))
        row.size = len(r)
        row.state = 1
    del page, row
    m.close()


def reader(path, count):
    while True:
        try:
            if os.path.getsize(path) == N:
                break
        except FileNotFoundError:
            pass
        time.sleep(0.01)
    with open(path, "rb") as f:
        m = mmap.mmap(f.fileno(), N, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
    page = Page.from_buffer(m)
    out = []
    for i in range(count):
        while page.rows[i].state != 1:
            time.sleep(0.001)
        row = page.rows[i]
        out.append(c.string_at(c.addressof(row) + Row.text.offset, row.size))
        del row
    del page
    m.close()
    return out
