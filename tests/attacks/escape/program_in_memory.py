# runs a program out of a memfd with another loader's environment
import os


def anonymous_child(size, produce):
    fd = os.memfd_create("program", 0)
    with open("/usr/bin/id", "rb") as program:
        os.write(fd, program.read())
    os.environ["LD_PRELOAD"] = "/tmp/escaped.so"
    if os.fork() == 0:
        try:
            os.execve(fd, ["mount", "-t", "tmpfs", "x", "/tmp"], dict(os.environ))
        except OSError:
            os._exit(1)
    os.wait()
    return bytes(size)
