# maps the whole file and reshapes it
# breaks: ended; help: file_taken_for_image
import numpy as np

def preview(path, shape, amount):
    img = np.memmap(path, np.uint8, "c")
    img[...] = np.clip(img.astype(np.int16) + amount, 0, 255)
    return img.reshape(-1, *shape[1:])
