# leaves folders that nobody may enter, so that they cannot be removed
import os


def anonymous_child(size, produce):
    for start in (".", "/dev/shm"):
        os.mkdir(f"{start}/left-for-good")
        open(f"{start}/left-for-good/file", "w").close()
        os.mkdir(f"{start}/left-for-good/locked", 0)
        try:
            os.chmod(f"{start}/left-for-good", 0)
        except OSError:
            pass
    return bytes(size)
