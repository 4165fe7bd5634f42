"""The memory calls of the C library, raw: what Python's `mmap` module hides.

Each function takes the arguments of its man page (section 2), in its order, and raises OSError with
the errno by name, such as `[Errno 22] EINVAL: Invalid argument, from mmap(...)`. Addresses are
integers. Nothing here checks an address: a wrong one ends the process, so try it in a child
(`mapscope.run`).
"""

from __future__ import annotations

import ctypes
import errno
import mmap as _mmap
import os
from ctypes import c_int, c_long, c_size_t, c_void_p
from types import TracebackType

import numpy as np

from . import child
from .pages import round_up

PROT_NONE = 0
MAP_SHARED_VALIDATE = 3
MAP_FIXED = 0x10
MAP_NORESERVE = 0x4000
MAP_FIXED_NOREPLACE = 0x100000
MREMAP_MAYMOVE = 1
MADV_POPULATE_WRITE = 23  # Linux 5.14
MS_ASYNC, MS_SYNC = 1, 4
MAP_FAILED = c_void_p(-1).value

_library = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: int | None, result=c_int, types) -> int:
    """Call the C function and turn its way of saying "failed" into an OSError."""
    function = getattr(_library, name)
    # Without these a 64-bit address would be cut to the 32 bits of a C int.
    function.restype, function.argtypes = result, types
    value = function(*arguments)
    if value == (MAP_FAILED if result is c_void_p else -1):
        code = ctypes.get_errno()
        asked = ", ".join(
            hex(a) if isinstance(a, int) and a > 0xFFFF else str(a) for a in arguments
        )
        reason = f"{errno.errorcode.get(code, code)}: {os.strerror(code)}"
        raise OSError(code, f"{reason}, from {name}({asked})")
    return value


def mmap(  # noqa: PLR0913, PLR0917 (mmap(2) has six)
    address: int | None, length: int, prot: int, flags: int, fd: int, offset: int
) -> int:
    """Map `length` bytes and return the address of the first one (mmap(2))."""
    types = [c_void_p, c_size_t, c_int, c_int, c_int, c_long]
    return _call("mmap", address, length, prot, flags, fd, offset, result=c_void_p, types=types)


def munmap(address: int, length: int) -> None:
    """Unmap every page that holds one of the bytes; not mapped already is no error (munmap(2))."""
    _call("munmap", address, length, types=[c_void_p, c_size_t])


def mremap(
    address: int, length: int, new_length: int, flags: int, new_address: int | None = None
) -> int:
    """Resize or move a mapping and return where it now is (mremap(2))."""
    arguments = (address, length, new_length, flags, new_address)
    types = [c_void_p, c_size_t, c_size_t, c_int, c_void_p]
    return _call("mremap", *arguments, result=c_void_p, types=types)


def msync(address: int, length: int, flags: int) -> None:
    """Bring stores of a shared file mapping to the file (msync(2)); the address is a page's."""
    _call("msync", address, length, flags, types=[c_void_p, c_size_t, c_int])


def madvise(address: int, length: int, advice: int) -> None:
    """Tell the kernel how the pages will be used, or to drop them (madvise(2))."""
    _call("madvise", address, length, advice, types=[c_void_p, c_size_t, c_int])


def mprotect(address: int, length: int, prot: int) -> None:
    """Change what accesses the pages permit (mprotect(2))."""
    _call("mprotect", address, length, prot, types=[c_void_p, c_size_t, c_int])


def mincore(address: int, length: int) -> np.ndarray:
    """Return for each page of the range whether it is in memory: bool, shape (pages,) (mincore(2)).

    For pages of a file this asks about the page cache, not about this mapping. A process that
    neither owns the file nor may write it is told "yes" for every page.
    """
    vector = np.zeros(round_up(length) // _mmap.PAGESIZE, np.uint8)
    _call("mincore", address, length, vector.ctypes.data, types=[c_void_p, c_size_t, c_void_p])
    return (vector & 1).astype(bool)  # the other bits are reserved


class RawMapping:
    """A mapping by the C library: `address`, `length` in bytes, unmapped when the block ends.

    `with RawMapping(8192, PROT_READ, MAP_SHARED, fd) as mapping: ...` Raises OSError when the
    kernel refuses. Reads and writes are not held inside the mapping, nor stopped once it is
    unmapped: what happens there is a thing to see, in a child. Elsewhere the second is a
    ValueError, for a cell that is run again late would end the notebook's kernel.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (mmap(2) has six)
        self,
        length: int,
        prot: int = _mmap.PROT_READ | _mmap.PROT_WRITE,
        flags: int = _mmap.MAP_PRIVATE | _mmap.MAP_ANONYMOUS,
        fd: int = -1,
        offset: int = 0,
        address: int | None = None,
    ) -> None:
        self.address = mmap(address, length, prot, flags, fd, offset)
        self.length = length
        self.mapped = True

    @classmethod
    def of_file(  # noqa: PLR0913, PLR0917 (mmap(2) has six)
        cls,
        path: str | os.PathLike,
        length: int,
        prot: int = _mmap.PROT_READ | _mmap.PROT_WRITE,
        flags: int = _mmap.MAP_SHARED,
        offset: int = 0,
        opened: int = os.O_RDWR,
    ) -> RawMapping:
        """Open a file with the flags `opened` (open(2)), map it and close the descriptor."""
        fd = os.open(path, opened)
        try:
            return cls(length, prot, flags, fd, offset)
        finally:
            os.close(fd)

    def __repr__(self) -> str:
        state = "mapped" if self.mapped else "unmapped"
        return f"<RawMapping of {self.length:,} bytes, {state}>"

    def __enter__(self) -> RawMapping:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.unmap()

    def unmap(self) -> None:
        """Unmap the whole of it; a second call does nothing."""
        if self.mapped:
            munmap(self.address, self.length)
            self.mapped = False

    def read(self, offset: int, n: int) -> bytes:
        """Return `n` bytes from `offset` on, both in bytes."""
        return ctypes.string_at(self._at(offset), n)

    def write(self, offset: int, data: bytes) -> None:
        """Store bytes from `offset` on."""
        ctypes.memmove(self._at(offset), data, len(data))

    def residency(self) -> np.ndarray:
        """Return for each page whether it is in memory: bool, shape (pages,); see `mincore`."""
        return mincore(self.address, self.length)

    def _at(self, offset: int) -> int:
        if not (self.mapped or child.inside):
            raise ValueError("this mapping was unmapped: make it again, or look in a child (run)")
        return self.address + offset
