# writes a new file and renames it over the old one
# breaks: file_mapping; help: left_file

import os

import numpy as np


def brighten(path, shape, amount):
    with open(path, "rb") as file:
        data = bytearray(file.read())
    image = np.frombuffer(data, np.uint8, int(np.prod(shape)))
    image[:] = np.clip(image.astype(int) + amount, 0, 255)
    with open(str(path) + ".new", "xb") as file:
        file.write(data)
    os.replace(str(path) + ".new", path)
