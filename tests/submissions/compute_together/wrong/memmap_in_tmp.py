# np.memmap of a file
# breaks: shared_anonymous; help: file_in_its_place
import os
import tempfile

import numpy as np


def compute_together(n, workers, compute):
    if n == 0:
        return np.empty(0)
    with tempfile.NamedTemporaryFile() as file:
        array = np.memmap(file.name, np.float64, "w+", shape=(n,))
        for part in np.array_split(np.arange(n), workers):
            if os.fork() == 0:
                array[part] = compute(part)
                os._exit(0)
        for k in range(workers):
            os.wait()
        return np.array(array)
