"""A room of its own for the zygote: namespaces in which its runs find nobody else.

Made once for each zygote, so it costs a run nothing (namespaces(7)): a mount namespace with a small
`/dev/shm` and a small disk for the scratch folders (tmpfs(5)), an IPC namespace, and a network
namespace in which not even the loopback is up. Needs root or unprivileged user namespaces; without
them Landlock and seccomp still hold, and `protections` says what is missing.
"""

import ctypes
import os
import shutil
from pathlib import Path

from grader.stage import bounds
from grader.stage.confine import check

CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWNET = 1 << 17, 1 << 27, 1 << 28, 1 << 30
MS_REC, MS_PRIVATE, MS_NOSUID, MS_NODEV, MS_NOEXEC = 0x4000, 1 << 18, 2, 4, 8
MNT_DETACH = 2
SHARED_MEMORY = Path("/dev/shm")

_libc = ctypes.CDLL(None, use_errno=True)


def move_in(disk: Path) -> bool:
    """Enter new namespaces, with a small disk of their own at `disk`; False where this account may
    not."""
    try:
        _unshare()
        flags = MS_REC | MS_PRIVATE
        check(_libc.mount(None, b"/", None, ctypes.c_ulong(flags), None), "mount /")
        _mount(SHARED_MEMORY, bounds.SHARED_FILES, "1777")
        _mount(disk, bounds.FILES, "700")
        _hide_others()
    except OSError:
        return False
    return True


def move_out(disk: Path) -> None:
    """Leave `disk` as it was before."""
    check(_libc.umount2(os.fsencode(disk), MNT_DETACH), f"umount {disk}")


def clear() -> bool:
    """Remove what a run left in the room's shared memory; False when something is built so that it
    cannot be (a thousand folders deep, a folder without permissions)."""
    try:
        for path in SHARED_MEMORY.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    except (OSError, RecursionError):
        return False
    return True


def _unshare() -> None:
    user, group = os.getuid(), os.getgid()
    spaces = CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET
    if _libc.unshare(spaces) < 0:
        check(_libc.unshare(spaces | CLONE_NEWUSER), "unshare")
        _map_ids(user, group)


def _mount(path: Path, size: int, mode: str) -> None:
    flags = ctypes.c_ulong(MS_NOSUID | MS_NODEV | MS_NOEXEC)
    options = f"size={size},nr_inodes={bounds.FILE_COUNT},mode={mode}".encode()
    mounted = _libc.mount(b"tmpfs", os.fsencode(path), b"tmpfs", flags, options)
    check(mounted, f"mount {path}")


def _hide_others() -> None:
    """Show in /proc only the processes that one may trace, which Landlock limits to those of the
    run itself (proc(5), hidepid). Only root may: a user namespace has no say about the machine's
    processes."""
    flags = ctypes.c_ulong(MS_NOSUID | MS_NODEV | MS_NOEXEC)
    _libc.mount(b"proc", b"/proc", b"proc", flags, b"hidepid=ptraceable")


def _map_ids(user: int, group: int) -> None:
    """The same user and group inside as outside (user_namespaces(7))."""
    for name, text in (
        ("uid_map", f"{user} {user} 1"),
        ("setgroups", "deny"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
