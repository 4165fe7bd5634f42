# the first byte comes by exit status
# breaks: no_other_way; help: other_way
import mmap, os


def anonymous_child(size, produce):
    with mmap.mmap(-1, size) as m:
        pid = os.fork()
        if pid == 0:
            d = produce()
            m[1:] = d[1:]
            os._exit(d[0])
        return bytes([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])]) + m[1:]
