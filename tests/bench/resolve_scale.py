"""How resolving grows with the number of distinct names: seconds, and microseconds a name.

    python tests/bench/resolve_scale.py [SIZE ...]     default: 1000 10000 100000 1000000

The names are made: people of given names and surnames from kgraph's own lists, organisations of
a city and a kind, with short forms and variants in every tenth document.  Twenty names make a
document, four a sentence.  Growth by n log n means that the last column stays level; a million names
take about 6 GB.
"""

from __future__ import annotations

import json
import random
import sys
import time
from math import log2

from kgraph.data import words
from kgraph.engine import collect_less_garbage
from kgraph.resolve import resolve
from kgraph.types import Document, Extraction, Mention, Span

IN_DOCUMENT, IN_SENTENCE = 20, 4
KINDS = ("University", "Bank", "Institute", "Airport", "Chamber of Commerce", "Rovers", "Gazette", "Museum")


def made_names(size: int, rng: random.Random) -> list[tuple[str, str]]:
    """``size`` distinct (name, type)."""
    given = sorted(entry.partition(" ")[0].title() for entry in words("given_names"))
    cities = sorted(city.title() for city in words("cities"))
    found: dict[str, str] = {}
    while len(found) < size:
        if rng.random() < 0.7:
            surname = rng.choice(given)[:-1] + rng.choice(
                ("son", "ez", "ova", "mann", "ski", "ita", "el", "ard")
            )
            middle = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.3 else ""
            found[f"{rng.choice(given)}{middle} {surname}"] = "PERSON"
        else:
            found[f"{rng.choice(cities)} {rng.choice(KINDS)}{rng.choice(('', f' {rng.randrange(99)}'))}"] = (
                "ORG"
            )
    return list(found.items())


def made_corpus(names: list[tuple[str, str]], rng: random.Random) -> list[Extraction]:
    """Documents of IN_DOCUMENT names each; in every tenth the first is followed by its last word alone."""
    corpus = []
    for start in range(0, len(names), IN_DOCUMENT):
        chosen = names[start : start + IN_DOCUMENT]
        if start % (10 * IN_DOCUMENT) == 0:
            other = rng.choice(names)
            chosen = [*chosen, (other[0].split()[-1], other[1])]
        id_, text, mentions, sentences = f"{start:08}", "", [], []
        for i in range(0, len(chosen), IN_SENTENCE):
            begin = len(text)
            for name, type_ in chosen[i : i + IN_SENTENCE]:
                mentions.append(
                    Mention(Span(id_, len(text), len(text) + len(name)), name, type_, "name", name)
                )
                text += name + " "
            sentences.append(Span(id_, begin, len(text)))
        document = Document(id_, id_, id_, text)
        corpus.append(Extraction(document, tuple(mentions), (), tuple(sentences)))
    return corpus


def main(sizes: list[int]) -> None:
    collect_less_garbage()
    for size in sizes:
        rng = random.Random(size)
        corpus = made_corpus(made_names(size, rng), rng)
        started = time.perf_counter()
        found = resolve(corpus)
        seconds = time.perf_counter() - started
        report = {
            "names": size,
            "entities": len(found.entities),
            "judgements": len(found.judgements),
            "seconds": round(seconds, 2),
            "microseconds / (n log2 n)": round(1e6 * seconds / (size * log2(size)), 3),
        }
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000, 1_000_000])
