# copies the table to a file of its own to map it from 0
# breaks: file_mapping; help: left_file

import numpy as np


def column_means(path, rows, columns, offset):
    with open(path, "rb") as file, open(str(path) + ".copy", "wb") as copy:
        file.seek(offset)
        while piece := file.read(1 << 20):
            copy.write(piece)
    return np.memmap(str(path) + ".copy", np.float64, "r", 0, (rows, columns)).mean(axis=0)
