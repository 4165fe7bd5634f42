# copies the file and maps the copy
# breaks: no_other_way; help: left_file

import numpy as np, shutil, os
def column_means(path, rows, columns, offset):
    tmp = str(path) + ".copy"
    shutil.copyfile(path, tmp)
    t = np.memmap(tmp, dtype=np.float64, mode="r", offset=offset, shape=(rows, columns))
    r = np.array(t.mean(axis=0))
    os.remove(tmp)
    return r
