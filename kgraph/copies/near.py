"""Wordings that are nearly the same, found by MinHash over their word shingles.

Each wording is a set of shingles (runs of SHINGLE words); the share of equal places in two MinHash
signatures estimates how much of two sets is common (Broder, On the resemblance and containment of
documents, 1997), and wordings that agree in one band of their signatures are candidates (locality-
sensitive hashing).  What is a candidate is compared exactly by its caller, so that the hashing decides
what is looked at, never what is the same.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SHINGLE = 2
# Of 1,500 Wikipedia sentences in which 1, 2 and 3 of 10 words were replaced by chance, so many of 1,000 are
# found: 1,000, 997 and 923, beside 4,700 candidates of 7,900 sentences that are not the same (bands of
# three: 1,000, 867, 528; 32 bands of two: 1,000, 999, 969, beside 12,000).
BANDS, ROWS = 24, 2
SEED = 7
# How many others of its band a wording is compared with, the earliest: a text that stands in a thousand
# articles need not be compared a thousand times with each of them.
MOST_IN_BAND = 4
PARTS = re.compile(r"\w+")


def candidates(wordings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of wordings that are perhaps nearly the same, the earlier first, some repeatedly."""
    if not wordings:
        return
    signatures = _signatures(wordings)
    for band in range(BANDS):
        for bucket in _equal(signatures[:, band * ROWS : (band + 1) * ROWS]):
            for at, place in enumerate(bucket):
                for earlier in bucket[: min(at, MOST_IN_BAND)]:
                    yield earlier, place


def _equal(rows: np.ndarray) -> Iterator[list[int]]:
    """The places of the rows that are equal, in groups of at least two, each in order."""
    import numpy as np

    order = np.lexsort(rows.T)  # stable: equal rows stay in their order
    ordered = rows[order]
    starts = np.flatnonzero(np.any(ordered[1:] != ordered[:-1], axis=1)) + 1
    bounds = np.concatenate(([0], starts, [len(rows)]))
    for n in np.flatnonzero(np.diff(bounds) > 1):
        yield order[bounds[n] : bounds[n + 1]].tolist()


def _signatures(wordings: Sequence[str]) -> np.ndarray:
    """The MinHash signature of each wording, a row each; equal on every platform."""
    import numpy as np
    from rensa import RMinHash

    rows = [_shingles(wording) for wording in wordings]
    matrix = RMinHash.digest_matrix_from_token_hash_sets(rows, num_perm=BANDS * ROWS, seed=SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32).reshape(len(wordings), BANDS * ROWS)


def _shingles(wording: str) -> list[int]:
    hashes = [_hash(word) for word in PARTS.findall(wording)]
    if len(hashes) < SHINGLE:
        return hashes or [0]
    return [(left * 31 + right) & 0xFFFF_FFFF_FFFF_FFFF for left, right in pairwise(hashes)]


@cache
def _hash(word: str) -> int:
    """64 bits of a word; Python's own hash changes from run to run."""
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.adler32(data)
