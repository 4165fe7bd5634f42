# takes the tracing off, and stores the count before the records
# breaks: ended or right_records; help: nothing_mapped or trace_touched or never_ends or writer_failed
import mmap, sys
SIZE = 64 * 256 + 8
def writer(path, records):
    sys.settrace(None)
    open(path, "ab").close()
    with open(path, "r+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            m[0] = 0
            m[0] = len(records)
            for i, r in enumerate(records):
                m[8 + 256 * i] = len(r)
                m[9 + 256 * i: 9 + 256 * i + len(r)] = r
def reader(path, count):
    import os, time
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.001)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, prot=mmap.PROT_READ) as m:
        while m[0] < count:
            time.sleep(0.001)
        return [m[9 + 256 * i: 9 + 256 * i + m[8 + 256 * i]] for i in range(count)]
