"""A room of its own for the zygote: namespaces in which its runs find nobody else.

Made once for each zygote, so it costs a run nothing (namespaces(7)): a mount namespace with a small
`/dev/shm` of its own, an IPC namespace, and a network namespace in which not even the loopback is
up. Needs root or unprivileged user namespaces; without them Landlock and seccomp still hold, and
`doctor` says what is missing.
"""

import ctypes
import os
import shutil
from pathlib import Path

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 1 << 17, 1 << 27, 1 << 28, 1 << 30
MS_REC, MS_PRIVATE, MS_NOSUID, MS_NODEV, MS_NOEXEC = 0x4000, 1 << 18, 2, 4, 8
SHARED_MEMORY = b"size=128m,nr_inodes=4096,mode=1777"

_libc = ctypes.CDLL(None, use_errno=True)


def move_in() -> bool:
    """Enter new namespaces; False where this account may not."""
    try:
        _unshare()
        _mount()
    except OSError:
        return False
    return True


def clear() -> None:
    """Remove what a run left in the room's shared memory."""
    for path in Path("/dev/shm").iterdir():
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _unshare() -> None:
    user, group = os.getuid(), os.getgid()
    spaces = CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET
    if _libc.unshare(spaces) < 0:
        _check(_libc.unshare(spaces | CLONE_NEWUSER), "unshare")
        _map_ids(user, group)


def _mount() -> None:
    flags = MS_REC | MS_PRIVATE
    _check(_libc.mount(None, b"/", None, ctypes.c_ulong(flags), None), "mount /")
    flags = MS_NOSUID | MS_NODEV | MS_NOEXEC
    mounted = _libc.mount(b"tmpfs", b"/dev/shm", b"tmpfs", ctypes.c_ulong(flags), SHARED_MEMORY)
    _check(mounted, "mount /dev/shm")


def _map_ids(user: int, group: int) -> None:
    """The same user and group inside as outside (user_namespaces(7))."""
    for name, text in (
        ("uid_map", f"{user} {user} 1"),
        ("setgroups", "deny"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def _check(result: int, what: str) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
