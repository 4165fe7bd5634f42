# two anonymous mappings, each of half the size, carry the bytes; the device is mapped beside them
# breaks: not_anonymous; help: anonymous_in_its_place
import mmap, os
def zero_device(size, produce):
    fd = os.open("/dev/zero", os.O_RDWR)
    decoy = mmap.mmap(fd, size)
    os.close(fd)
    half = size // 2 + 1
    parts = [mmap.mmap(-1, half), mmap.mmap(-1, half)] if size > 1 else [mmap.mmap(-1, 2), mmap.mmap(-1, 2)]
    half = len(parts[0])
    pid = os.fork()
    if pid == 0:
        data = produce()
        decoy[:] = os.urandom(size)
        parts[0][:len(data[:half])] = data[:half]
        parts[1][:len(data[half:])] = data[half:]
        os._exit(0)
    os.waitpid(pid, 0)
    got = (parts[0][:] + parts[1][:])[:size]
    for m in (decoy, *parts): m.close()
    return got
