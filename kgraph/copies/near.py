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
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np

SHINGLE = 2
# Of two wordings that have 3, 4, 5 and 6 in 10 shingles in common, 44, 76, 94 and 99 in 100 are found.
BANDS, ROWS = 21, 3
SEED = 7
# How many others of its band a wording is compared with, the earliest: a text that stands in a thousand
# articles need not be compared a thousand times with each of them.
MOST_IN_BAND = 4
PARTS = re.compile(r"\w+")


def candidates(wordings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of wordings that are perhaps nearly the same, the earlier first, some repeatedly."""
    signatures = _signatures(wordings)
    for band in range(BANDS):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        columns = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        for at, row in enumerate(columns):
            bucket = buckets[row.tobytes()]
            for earlier in bucket:
                yield earlier, at
            if len(bucket) < MOST_IN_BAND:
                bucket.append(at)


def _signatures(wordings: Sequence[str]) -> np.ndarray:
    """The MinHash signature of each wording, a row each; equal on every platform."""
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
