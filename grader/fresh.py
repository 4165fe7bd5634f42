"""Where the inputs of a check come from."""

import hashlib
import random

SEEDS = 1 << 64  # too many to try them all


class Fresh(random.Random):
    """Numbers from a seed, as `random.Random` has them; but who knows some of them knows no others.
    A Mersenne Twister can be rebuilt from 2,500 bytes of what it gave, and it gives whole pages:
    whoever had one page could tell what comes in the calls after it."""

    def __init__(self, seed: int):
        self._seed = seed
        self._given = 0
        super().__init__()

    def getrandbits(self, k: int) -> int:
        self._given += 1
        size = -(-k // 8)
        made = hashlib.shake_256(f"{self._seed} {self._given}".encode()).digest(size)
        return int.from_bytes(made, "little") >> 8 * size - k

    def random(self) -> float:
        return self.getrandbits(53) / (1 << 53)

    def seed(self, *_arguments) -> None:
        """It has the one that it was made with."""
