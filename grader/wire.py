"""Values on their way between the judge and a run: JSON with the bytes beside it, never pickle.

Both sides use it, and one of them runs student code, so `unpack` trusts nothing: it raises
`WireError` for anything that `pack` would not have written.
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

MOST = 16 << 20  # bytes of what a run may tell; no answer of an exercise comes near it
MOST_HEAD = 1 << 20  # of these, JSON: small values take a hundred times their text in memory
MOST_DIGITS = 1000  # of a whole number: Python refuses to write out those of a few thousand


class WireError(ValueError):
    """The bytes are not a message."""


@dataclass(frozen=True)
class Handed:
    """Stands for a callable of the judge's; the stage puts the real one in its place."""

    name: str


@dataclass(frozen=True)
class Guarded:
    """Stands for a list of bytes of which a child inherits no copy."""

    values: list[bytes]


def pack(value: Any) -> bytes:
    """Bytes for a value built of None, bool, int, float, str, bytes, Path, list, tuple, dict
    with str keys, `Handed`, `Guarded`, and NumPy arrays of numbers; `TypeError` for others."""
    blobs: list[bytes] = []
    head = json.dumps(_lower(value, blobs)).encode()
    sizes = [len(head), *map(len, blobs)]
    return struct.pack(f"<I{len(sizes)}Q", len(sizes), *sizes) + head + b"".join(blobs)


def unpack(message: bytes, most_head: int | None = None) -> Any:
    """The value that `pack` wrote; `most_head` bounds the bytes beside which its blobs lie."""
    try:
        (count,) = struct.unpack_from("<I", message)
        sizes = struct.unpack_from(f"<{count}Q", message, 4)
        at = 4 + 8 * count
        parts = []
        for size in sizes:
            parts.append(message[at : at + size])
            at += size
        if at != len(message) or not parts:
            raise WireError("sizes do not add up")
        if most_head is not None and sizes[0] > most_head:
            raise WireError("too many values")
        return _lift(json.loads(parts[0]), parts[1:])
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"not a message: {error}") from error


def _lower(value: Any, blobs: list[bytes]) -> Any:
    match value:
        case None | bool() | str():
            return value
        case int():
            return {"int": str(value)}
        case float():
            return {"float": value.hex()}
        case bytes() | bytearray() | memoryview():
            blobs.append(bytes(value))
            return {"bytes": len(blobs) - 1}
        case Path():
            return {"path": str(value)}
        case Handed():
            return {"handed": value.name}
        case Guarded():
            return {"guarded": _lower(value.values, blobs)}
        case np.ndarray() if value.dtype.kind in "biuf":
            blobs.append(np.ascontiguousarray(value).tobytes())
            return {"array": [value.dtype.str, list(value.shape), len(blobs) - 1]}
        case tuple():
            return {"tuple": [_lower(item, blobs) for item in value]}
        case list():
            return [_lower(item, blobs) for item in value]
        case dict():
            return {"dict": [[str(key), _lower(item, blobs)] for key, item in value.items()]}
    raise TypeError(f"cannot send a {type(value).__name__}")


def _whole_number(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise WireError("too long a number")
    return int(digits)


def _lift(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, list):
        return [_lift(item, blobs) for item in value]
    if not isinstance(value, dict):
        return value
    [(kind, body)] = value.items()
    match kind:
        case "int":
            return _whole_number(body)
        case "float":
            return float.fromhex(body)
        case "bytes":
            return blobs[body]
        case "path":
            return Path(body)
        case "handed":
            return Handed(body)
        case "guarded":
            return Guarded(_lift(body, blobs))
        case "array":
            dtype, shape, blob = body
            if np.dtype(dtype).kind not in "biuf":
                raise WireError(f"no arrays of {dtype}")
            return np.frombuffer(blobs[blob], dtype).reshape(shape)
        case "tuple":
            return tuple(_lift(item, blobs) for item in body)
        case "dict":
            return {key: _lift(item, blobs) for key, item in body}
    raise WireError(f"unknown kind {kind!r}")
