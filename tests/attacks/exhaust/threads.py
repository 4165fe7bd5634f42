# threads without end, which no count of processes sees
import threading
import time


def anonymous_child(size, produce):
    threading.stack_size(1 << 15)
    count = 0
    try:
        while count < 20_000:
            threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
            count += 1
    except RuntimeError:
        pass
    if count >= 5_000:
        print("SUCCEEDED", count)
    return bytes(size)
