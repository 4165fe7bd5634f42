# returns a list of arrays
# breaks: right_records; help: not_bytes

import numpy as np, os, time
def writer(path, records):
    tmp = str(path) + "~"
    a = np.memmap(tmp, dtype=np.uint8, mode="w+", shape=(65, 256))
    for i, r in enumerate(records):
        a[i + 1, 0] = len(r)
        a[i + 1, 1:1 + len(r)] = np.frombuffer(r, dtype=np.uint8)
    a.flush()
    del a
    os.replace(tmp, path)
def reader(path, count):
    while not os.path.exists(path):
        time.sleep(0.01)
    a = np.memmap(path, dtype=np.uint8, mode="r", shape=(65, 256))
    return [np.array(a[i + 1, 1:1 + int(a[i + 1, 0])]) for i in range(count)]
