# brightens a copy of the file
# breaks: no_other_way; help: left_file

import numpy as np, shutil, os
def preview(path, shape, amount):
    tmp = str(path) + ".preview"
    shutil.copy(path, tmp)
    img = np.memmap(tmp, dtype=np.uint8, mode="r+", shape=shape)
    img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
    r = np.array(img)
    os.remove(tmp)
    return r
