"""How fast names are compared, and how blocks grow with the number of names.

    python tests/bench/names.py [NAMES ...]

Makes NAMES (10,000 100,000 1,000,000 if none are given) different names of people from the given
names and cities of kgraph/data, common ones drawn more often, gives each its keys and compares
those that share a key in a block of at most LARGEST.  Prints one line of JSON for each: microseconds
for a name's keys and for a pair, candidates for a name, and by kind of key the number of blocks, the
largest, and the share of names in small ones: "p" all words, "s" surname and initial, "g" given name
and surname's initial, "1" a single word (it ties surnames to full names and is large by nature).
"""

import json
import random
import sys
import time
from collections import defaultdict
from itertools import combinations, islice

from kgraph.data import words
from kgraph.names import SAME, UNSURE, blocking_keys, compare

SEED = 1
# The nth commonest name is drawn 1 / (n + FLAT) times as often: the first surname has .6 %, as Smith has.
FLAT = 30
LARGEST = 20
PAIRS = 100_000


def people(number: int) -> list[str]:
    """Different full names; where one is taken already, with a middle initial or name."""
    draw = random.Random(SEED)
    given = [entry.split()[0] for entry in sorted(words("given_names"))]
    surnames = sorted(city for city in words("cities") if " " not in city)
    draw.shuffle(given)
    draw.shuffle(surnames)
    weights = [[1 / (i + FLAT) for i in range(len(some))] for some in (given, surnames)]
    found: dict[str, None] = {}
    while len(found) < number:
        first = draw.choices(given, weights[0], k=number)
        last = draw.choices(surnames, weights[1], k=number)
        for one, other in zip(first, last, strict=True):
            name = f"{one} {other}"
            if name in found:
                name = f"{one} {draw.choice(given)} {other}"
            found[name] = None
    return list(found)[:number]


def measured(number: int) -> dict[str, object]:
    names = people(number)
    blocks: dict[str, list[str]] = defaultdict(list)
    started = time.perf_counter()
    for name in names:
        for key in blocking_keys(name, "PERSON"):
            blocks[key].append(name)
    found: dict[str, object] = {"names": number, "keys_us": microseconds(started, number)}
    found["keys"] = round(sum(map(len, blocks.values())) / number, 1)
    small = (block for key, block in sorted(blocks.items()) if 1 < len(block) <= LARGEST)
    pairs = {pair for block in small for pair in combinations(block, 2)}
    found["candidates"] = round(len(pairs) / number, 1)
    chosen = list(islice(sorted(pairs), 0, None, max(1, len(pairs) // PAIRS)))
    started = time.perf_counter()
    scores = [compare(left, right, "PERSON").score for left, right in chosen]
    found["compare_us"] = microseconds(started, len(chosen))
    found["unsure"] = round(sum(UNSURE <= s < SAME for s in scores) / len(scores), 3)
    found["same"] = round(sum(s >= SAME for s in scores) / len(scores), 4)
    for kind in "psg1":
        sizes = [len(block) for key, block in blocks.items() if key[0] == kind]
        in_small = sum(n for n in sizes if n <= LARGEST) / sum(sizes)
        found[kind] = {"blocks": len(sizes), "largest": max(sizes), "in_small": round(in_small, 2)}
    return found


def microseconds(started: float, number: int) -> float:
    return round((time.perf_counter() - started) / max(number, 1) * 1e6, 1)


def main(numbers: list[int]) -> None:
    blocking_keys("Kaja Kallas", "PERSON")  # the lists are read
    for number in numbers:
        print(json.dumps(measured(number)))


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
