# keeps the mapping of the first call by its path
# breaks: ended; help: mapping_left

import mmap, os
cache = {}
def peek(path, offset, length):
    if path not in cache:
        f = open(path, "rb")
        cache[path] = (f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ))
    m = cache[path][1]
    if offset < 0 or length < 0 or offset + length > len(m):
        raise ValueError
    return m[offset:offset + length]
