# holds a lease on the file, so that whoever opens it waits for 45 s
import fcntl, mmap, os, signal
def store(path, data):

    signal.signal(signal.SIGIO, signal.SIG_IGN)
    for i in range(3):
        fd = os.open(f"{path}{i}", os.O_RDWR | os.O_CREAT)
        os.ftruncate(fd, len(data))
        fcntl.fcntl(fd, 1024, fcntl.F_WRLCK)
        os.rename(f"{path}{i}", path)
        x = len(data)
