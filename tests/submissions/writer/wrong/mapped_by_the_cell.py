# an anonymous mapping that the cell makes
# breaks: file_mapped; help: nothing_mapped

import mmap, os, time
m = mmap.mmap(-1, 64 * 256)
def writer(path, records):
    m.seek(0)
    for r in records:
        m.write_byte(len(r)); m.write(r)
    open(path, "wb").close()
def reader(path, count):
    while not os.path.exists(path): time.sleep(0.01)
    m.seek(0)
    return [m.read(m.read_byte()) for _ in range(count)]
