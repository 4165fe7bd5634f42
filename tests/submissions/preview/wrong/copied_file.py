# works on a copy of the file
# breaks: file_mapping; help: left_file

import shutil

import numpy as np


def preview(path, shape, amount):
    copy = str(path) + ".preview"
    shutil.copyfile(path, copy)
    image = np.memmap(copy, np.uint8, "r+", shape=shape)
    image[...] = np.clip(image.astype(int) + amount, 0, 255)
    return image
