"""A `uint8` image in a file, and what brightening it must come to."""

import math
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader.exercise import Broken, InScratch, OnFile, Rule, rule
from grader.witness.seen import Seen

FILE = "image.raw"


@dataclass(frozen=True)
class Image:
    """`pixels` of two or three axes at the file's start, `rest` behind them; `amount` is what to
    add. `large` ones decide how the bytes went, all of them what they are."""

    pixels: np.ndarray
    rest: bytes
    amount: int
    kind: type = str
    large: bool = False

    @property
    def brightened(self) -> np.ndarray:
        return np.clip(self.pixels.astype(int) + self.amount, 0, 255).astype(np.uint8)

    @property
    def wrapped(self) -> np.ndarray:
        """What comes out where `uint8` arithmetic goes on from 255 at 0."""
        return ((self.pixels.astype(int) + self.amount) % 256).astype(np.uint8)

    def call(self, function: str, in_place: bool) -> "OnImage":
        return OnImage(
            function,
            (InScratch(FILE, self.kind), self.pixels.shape, self.amount),
            expect=None if in_place else self.brightened,
            size=self.pixels.size if self.large else 0,
            cpu_seconds=5.0 if self.large else 1.5,  # a loop over single bytes is slow, and right
            file=FILE,
            before=self.pixels.tobytes() + self.rest,
            image=self,
            exits_late=not self.large,
            wanted=(self.brightened if in_place else self.pixels).tobytes() + self.rest,
        )


@dataclass
class OnImage(OnFile):
    """A call on a file that begins with an `image`, and is to be as `wanted` afterwards."""

    image: Image | None = None
    wanted: bytes = b""

    def pixels(self, content: bytes) -> np.ndarray | None:
        """The image in a file of this content, as far as it can hold one."""
        shape = self.image.pixels.shape
        if len(content) < self.image.pixels.size:
            return None
        return np.frombuffer(content, np.uint8, self.image.pixels.size).reshape(shape)


def images(fresh: random.Random) -> list[Image]:
    """One of each kind, the large one last; one amount is too low for eight bits, one too high."""
    high, wide = fresh.randrange(7, 40), fresh.randrange(41, 90)
    # Of one amount in eight, sums of 255ths come out right although they are cut off.
    darker = fresh.choice([amount for amount in range(-250, -128) if amount % 8 != 5])
    return [
        _image(fresh, (1, 1), fresh.randrange(1, 200), rest=0),
        _image(fresh, (high, wide), darker, rest=fresh.randrange(1, 5000)),
        _image(fresh, (wide, high, 3), 0, rest=fresh.randrange(1, 50)),
        _image(fresh, (1, 300), 1, rest=0),
        _image(fresh, (2, 50, 4), -1, rest=1),
        _image(
            fresh, (fresh.randrange(60, 80), 3000, 3), fresh.randrange(128, 200), 999, large=True
        ),
    ]


def more_images(fresh: random.Random) -> list[Image]:
    """The ends of the range, a file of exactly one image, four channels, a `Path`."""
    return [
        _image(fresh, (70, 64), 255, rest=0),
        _image(fresh, (33, 31, 4), -255, rest=17),
        _image(fresh, (1, 300), -2, rest=8192, kind=Path),
    ]


def _image(fresh: random.Random, shape: tuple, amount: int, rest: int, **marks) -> Image:
    """Of random pixels; each value occurs where there is room for all."""
    size = math.prod(shape)
    values = bytes(fresh.sample(range(256), min(256, size)))
    content = values + fresh.randbytes(size - len(values))
    pixels = np.frombuffer(content, np.uint8).reshape(shape)
    return Image(pixels, fresh.randbytes(rest), amount, **marks)


def right_file(line: str) -> Rule:
    """The rule that the call left the file's bytes as they should be."""

    def right_file(seen: Seen) -> None:
        wanted, now, before = seen.call.wanted, seen.after, seen.call.before
        if now == wanted:
            return
        if len(now) != len(wanted):
            raise Broken(f"The file had {len(wanted):,} bytes, and now it has {len(now):,}.")
        if not any(now):
            raise Broken("Every byte of the file is zero now.")
        differ = np.flatnonzero(np.frombuffer(now, np.uint8) != np.frombuffer(wanted, np.uint8))
        at = int(differ[0])
        where = "of the image" if at < seen.call.image.pixels.size else "behind the image"
        raise Broken(
            f"{len(differ):,} of {len(now):,} bytes are wrong, first byte {at:,}, {where}: it was "
            f"{before[at]}, the amount is {seen.call.image.amount}; expected {wanted[at]}, got "
            f"{now[at]}."
        )

    return rule(line, needs=("ended",))(right_file)
