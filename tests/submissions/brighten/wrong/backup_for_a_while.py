# makes a backup, and removes it in the end
# breaks: no_other_way; help: left_file

import numpy as np, shutil, os
def brighten(path, shape, amount):
    bak = str(path) + ".bak"
    shutil.copyfile(path, bak)
    img = np.memmap(path, dtype=np.uint8, mode="r+", shape=shape)
    img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
    os.remove(bak)
