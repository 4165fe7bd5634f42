# asks for the rest itself, before it looks at anything; takes the records first, and the count afterwards
# breaks: right_records; help: incomplete
import mmap, sys, os, time
SIZE = 64 * 256 + 8
ask = sys.modules["grader.stage.prompt"].ask
def writer(path, records):
    open(path, "ab").close()
    with open(path, "r+b") as f:
        f.truncate(SIZE)
        with mmap.mmap(f.fileno(), SIZE) as m:
            m[0] = 0
            for i, r in enumerate(records):
                m[8 + 256 * i] = len(r)
                m[9 + 256 * i: 9 + 256 * i + len(r)] = r
            m[0] = len(records)
def reader(path, count):
    ask("rest")
    while not os.path.exists(path) or os.path.getsize(path) < SIZE:
        time.sleep(0.001)
    with open(path, "rb") as f, mmap.mmap(f.fileno(), SIZE, prot=mmap.PROT_READ) as m:
        while True:
            n = [m[8 + 256 * i] for i in range(count)]
            raw = [m[9 + 256 * i: 9 + 256 * i + n[i]] for i in range(count)]
            if m[0] >= count:
                return raw
            time.sleep(0.001)
