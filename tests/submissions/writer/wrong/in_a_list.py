# a list of the notebook's
# breaks: file_mapped; help: nothing_mapped

import mmap, os, time
store = []
def writer(path, records):
    store.extend(records)
def reader(path, count):
    while len(store) < count:
        time.sleep(0.01)
    return store[:count]
