"""Ten calls, one for each of the ten notes on using `mmap`. What they do is for the kernel to say.

No outcome is written down here: a call is made, in a child, whenever its outcome is asked for. The
notebook shows the words and the code of each, and a test holds the two together.
"""

import ctypes
import errno
import inspect
import os
import tempfile
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from mmap import MAP_PRIVATE, MAP_SHARED, PAGESIZE, PROT_READ, PROT_WRITE
from os import O_RDONLY, O_RDWR, O_WRONLY

import mapscope
from grader.stage import StageError
from mapscope.libc import MS_SYNC, mmap, msync, munmap


@dataclass(frozen=True)
class Trial:
    """One of the calls: the number of its note, what it does, and why the kernel answers so."""

    note: int
    why: str
    make: Callable[[], None]

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def words(self) -> str:
        return inspect.getdoc(self.make)

    @property
    def code(self) -> str:
        """The lines of the call, without its `def` and docstring."""
        lines = inspect.getsource(self.make).split('"""', 2)[2]
        return textwrap.dedent(lines.lstrip("\n")).rstrip()


TRIALS: list[Trial] = []


def outcome(trial: Trial) -> str:
    """What the kernel at hand answers: "ok", an errno name or a signal name. `StageError` when the
    call could not be tried."""
    ending = mapscope.run(_attempt, trial.make)
    if ending.signal:
        return ending.signal
    if not ending.returned:
        raise StageError(f"the call {trial.name} could not be tried on this machine: {ending}")
    return ending.value


def outcomes() -> dict[str, str]:
    """The outcome of each of the ten, by name."""
    return {trial.name: outcome(trial) for trial in TRIALS}


def compare(predictions: dict[str, str]) -> None:
    """Print each prediction beside what the kernel does now; nothing of a call without one."""
    for trial in TRIALS:
        said = predictions.get(trial.name)
        if not said:
            print(f"{trial.name:22} not predicted yet")
            continue
        found = outcome(trial)
        print(f"{trial.name:22} you: {said:8} kernel: {found:8} {'' if said == found else '<--'}")


def _attempt(make: Callable[[], None]) -> str:
    try:
        make()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "ok"


def _trial(note: int, why: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def add(make: Callable[[], None]) -> Callable[[], None]:
        TRIALS.append(Trial(note, why, make))
        return make

    return add


def new_file(size: int, mode: int) -> int:
    """A descriptor, opened with `mode`, of a new file of `size` zero bytes that has no name."""
    try:
        with tempfile.TemporaryFile() as file:
            file.truncate(size)
            return os.open(f"/proc/self/fd/{file.fileno()}", mode)
    except OSError as error:
        raise RuntimeError(f"no file to map: {error}") from error  # not the outcome of the call


def load_byte(address: int) -> int:
    """The byte at an address."""
    return ctypes.string_at(address, 1)[0]


def store_byte(address: int) -> None:
    """Put a byte at an address."""
    ctypes.memset(address, 1, 1)


# --- the ten --------------------------------------------------------------------------------------


@_trial(
    1,
    "To make a mapping is to write down which pages show which part of a file. Whether the file "
    "has bytes there is asked at the first touch of a page.",
)
def map_empty_file() -> None:
    """One page of an empty file is mapped. Nothing touches it."""
    fd = new_file(0, O_RDWR)
    mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)


@_trial(
    2,
    "A mapping consists of pages, and no bytes are on no page: such a length makes no sense, "
    "whatever the file holds.",
)
def map_no_bytes() -> None:
    """No bytes of an empty file are mapped."""
    fd = new_file(0, O_RDWR)
    mmap(None, 0, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)


@_trial(
    3,
    "A store into a shared mapping changes the file, so the descriptor must permit writing. The "
    "arguments make sense; what is missing is a permission.",
)
def share_read_only() -> None:
    """A file opened for reading is mapped shared, to be read and written."""
    fd = new_file(PAGESIZE, O_RDONLY)
    mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)


@_trial(
    4,
    "A mapping gets its pages by reading the file, so the descriptor must permit reading, even "
    "where the program means to store only.",
)
def share_write_only() -> None:
    """A file opened for writing is mapped shared, to be written."""
    fd = new_file(PAGESIZE, O_WRONLY)
    mmap(None, PAGESIZE, PROT_WRITE, MAP_SHARED, fd, 0)


@_trial(
    5,
    "A mapping holds on to the file, not to the descriptor that it was made with.",
)
def load_after_close() -> None:
    """The descriptor is closed as soon as the mapping is made; then a byte is read."""
    fd = new_file(PAGESIZE, O_RDWR)
    address = mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
    os.close(fd)
    load_byte(address)


@_trial(
    6,
    "A page of memory shows one page of the file, from its first byte on, so a mapping can begin "
    "only where a page of the file does.",
)
def map_from_half_a_page() -> None:
    """A page is mapped that begins half a page into the file."""
    fd = new_file(2 * PAGESIZE, O_RDWR)
    mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, PAGESIZE // 2)


@_trial(
    7,
    "The address is inside the mapping, so the access is permitted; but the page lies wholly "
    "behind the end of the file, and the kernel has nothing to show there.",
)
def load_behind_the_file() -> None:
    """Three pages are mapped of a file that ends in the second; a byte of the third is read."""
    fd = new_file(PAGESIZE + 100, O_RDWR)
    address = mmap(None, 3 * PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
    load_byte(address + 2 * PAGESIZE)


@_trial(
    8,
    "`munmap` takes any address at which a page begins, so the middle page is gone and its two "
    "neighbours stay. Then the address that is read belongs to no mapping.",
)
def unmap_the_middle() -> None:
    """Three pages are mapped, the middle one is unmapped, and a byte of it is read."""
    fd = new_file(3 * PAGESIZE, O_RDWR)
    address = mmap(None, 3 * PAGESIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0)
    munmap(address + PAGESIZE, PAGESIZE)
    load_byte(address + PAGESIZE)


@_trial(
    9,
    "A store into a private mapping changes this process's own copy of the page. `msync` brings to "
    "the file what shared mappings changed: here that is nothing, which is no error.",
)
def sync_private() -> None:
    """A byte is stored in a private mapping, and `msync` is asked to bring it to the file."""
    fd = new_file(PAGESIZE, O_RDWR)
    address = mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0)
    store_byte(address)
    msync(address, PAGESIZE, MS_SYNC)


@_trial(
    10,
    "A private mapping never changes the file, so a descriptor that permits reading is enough. The "
    "store goes to a copy of the page.",
)
def store_in_private() -> None:
    """A file opened for reading is mapped private, to be read and written; a byte is stored."""
    fd = new_file(PAGESIZE, O_RDONLY)
    address = mmap(None, PAGESIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0)
    store_byte(address)
