# changes owner, mode, times and attributes of files that are not its own
import os


def anonymous_child(size, produce):
    for action in (
        lambda: os.chmod("/tmp", 0o777),
        lambda: os.chown("/tmp", 0, 0),
        lambda: os.utime("/tmp"),
        lambda: os.setxattr("/tmp", "user.x", b"1"),
    ):
        try:
            action()
            print("SUCCEEDED")
        except OSError:
            pass
    return bytes(size)
