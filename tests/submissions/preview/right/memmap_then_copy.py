# mode c, and an ordinary array of the result

import numpy as np


def preview(path, shape, amount):
    image = np.memmap(path, np.uint8, "c", 0, shape)
    np.clip(image.astype(int) + amount, 0, 255, out=image, casting="unsafe")
    return np.array(image)
