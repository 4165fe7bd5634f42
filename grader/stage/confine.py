"""What a run may do to the machine: limits, no privileges, and a small view of the file system.

Everything here is done by the run to itself before it loads student code, and needs no privilege:
setrlimit(2), capabilities(7), landlock(7). The fourth part, seccomp, is in `syscalls`.
"""

import ctypes
import os
import resource
import sys
from functools import cache
from pathlib import Path

import pyseccomp

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 38, 24
_SECCOMP = pyseccomp.resolve_syscall(pyseccomp.system_arch(), "seccomp")
_SECCOMP_SET_MODE_FILTER, _NEW_LISTENER = 1, 8
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_TRUNCATE = 1 << 14
_ON_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE
_SYSTEM = (
    "/etc/ld.so.cache", "/etc/localtime", "/dev/urandom", "/dev/random", "/proc",
    "/sys/devices/system/cpu",
)  # fmt: skip
ADDRESSES = 1 << 36  # bytes that a process may map
_SCOPES = 0b11  # abstract unix sockets and signals, since ABI 6
_TCP = 0b11  # bind and connect, since ABI 4


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


class _Ruleset(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("files", "net", "scoped")]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def limit(descriptors: int, file_bytes: int, data_bytes: int, cpu_seconds: int) -> None:
    """Bound what one process of the run may hold. RLIMIT_DATA, as RLIMIT_AS counts file mappings,
    and a file larger than memory is what some exercises map; but not without end, since each 2 MiB
    that are looked at cost a page of page tables, which nobody counts."""
    for what, most in (
        (resource.RLIMIT_NOFILE, descriptors),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_DATA, data_bytes),
        (resource.RLIMIT_AS, ADDRESSES),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 8 << 20),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def drop_privileges() -> None:
    """No capability now or later, even for root: a mode-0444 file is read-only for it too."""
    check(_libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    capability = 0
    while _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    check(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def filter_calls(program: bytes) -> int:
    """Load a seccomp filter (see `syscalls.program`); the descriptor that reports its calls."""
    header = _Program(len(program) // 8, program)
    mode, flags = _SECCOMP_SET_MODE_FILTER, _NEW_LISTENER
    listener = _libc.syscall(_SECCOMP, mode, flags, ctypes.byref(header))
    check(listener, "seccomp")
    return listener


def landlock_version() -> int:
    """The kernel's Landlock ABI, or 0 where it has none or it is switched off."""
    return max(0, _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION))


def restrict_files(readable: list[Path], writable: list[Path]) -> None:
    """From now on only these trees exist for this process and its children."""
    version = landlock_version()
    if not version:
        return
    every = _every_right(version)
    ruleset = _Ruleset(every, _TCP if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    fd = _libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0)
    check(fd, "landlock_create_ruleset")
    devices = [Path("/dev")]  # may be opened, for `dir_fd`, and listed
    for paths, rights in (
        (readable, _READ),
        (writable, every & ~_EXECUTE),
        (devices, _READ_DIR),
    ):
        for path in paths:
            _allow(fd, path, rights & every)
    check(_libc.syscall(_RESTRICT_SELF, fd, 0), "landlock_restrict_self")
    os.close(fd)


def _every_right(version: int) -> int:
    return (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine, so nothing to allow
    if not path.is_dir():
        rights &= _ON_A_FILE
    rule = _PathBeneath(rights, fd)
    done = _libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    os.close(fd)
    check(done, f"landlock_add_rule for {path}")


@cache
def readable_trees() -> list[Path]:
    """What Python needs to run and import: itself, its libraries, the C library, its devices. No
    more of what they lie in: people keep courses in /usr/src or in conda's folder."""
    prefixes = (sys.prefix, sys.base_prefix, "/", "/usr", "/usr/local")
    parts = ("bin", "lib", "lib64", "pyvenv.cfg", "share/zoneinfo", "share/locale")
    installed = [Path(prefix, part) for prefix in prefixes for part in parts]
    libraries = [Path(entry) for entry in sys.path if "-packages" in entry]
    system = [Path(sys.executable), Path(os.__file__).parent, *map(Path, _SYSTEM)]
    trees = (path.resolve() for path in (*installed, *libraries, *system) if path.exists())
    return list(dict.fromkeys(trees))


def exposed(path: Path) -> Path | None:
    """The tree that runs may read and `path` lies in, if any."""
    return next((tree for tree in readable_trees() if path.resolve().is_relative_to(tree)), None)


def writable_trees(scratch: Path) -> list[Path]:
    """The run's own folder; semaphores of the C library live in /dev/shm (sem_overview(7))."""
    return [scratch, *map(Path, ("/dev/shm", "/dev/null", "/dev/zero", "/dev/full"))]


def check(result: int, what: str) -> None:
    """`OSError` when a function of the C library failed, which said so by -1 and errno."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
