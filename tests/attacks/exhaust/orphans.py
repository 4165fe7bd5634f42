# grandchildren whose parents are gone, which touch memory and never call the kernel again
import os


def anonymous_child(size, produce):
    print("going on", flush=True)
    for _ in range(400):
        if os.fork() == 0:
            if os.fork() == 0:
                hoard = bytearray(8 << 20)
                while True:
                    for place in range(0, len(hoard), 4096):
                        hoard[place] = 1
            os._exit(0)
        os.wait()
    print("SUCCEEDED")
    return bytes(size)
