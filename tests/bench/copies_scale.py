"""How long finding copies takes: python tests/bench/copies_scale.py kgraph.db [1000 3000 10000]

Articles are made of sentences of the store's, drawn at random, so that many stand in many of them.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect_left
from dataclasses import replace

from kgraph.copies import find_copies
from kgraph.store import read_extractions
from kgraph.types import Document, Extraction, Mention, Span

SENTENCES = 5, 14  # of an article, at least and at most


def recombined(extractions: list[Extraction], n: int) -> list[Extraction]:
    """``n`` articles of drawn sentences, with the mentions in them."""
    rng = random.Random(1)
    pool: list[tuple[str, list[tuple[Mention, int]]]] = []
    for extraction in extractions:
        starts = [mention.span.start for mention in extraction.mentions]
        for sentence in extraction.sentences:
            there = extraction.mentions[
                bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)
            ]
            text = extraction.document.text[sentence.start : sentence.end]
            pool.append((text, [(m, m.span.start - sentence.start) for m in there]))
    made = []
    for number in range(n):
        id_, text = f"d{number:06}", ""
        mentions, sentences = [], []
        for _ in range(rng.randint(*SENTENCES)):
            drawn, there = rng.choice(pool)
            begin = len(text)
            for mention, at in there:
                span = Span(id_, begin + at, begin + at + len(mention.text))
                mentions.append(replace(mention, span=span, antecedent=None, members=()))
            sentences.append(Span(id_, begin, begin + len(drawn)))
            text += drawn + " "
        made.append(Extraction(Document(id_, id_, id_, text), tuple(mentions), (), tuple(sentences)))
    return made


def told(what: str, extractions: list[Extraction]) -> None:
    began = time.perf_counter()
    copies, repeats = find_copies(extractions)
    seconds = time.perf_counter() - began
    sentences = sum(len(extraction.sentences) for extraction in extractions)
    print(f"{what}: {sentences:,} sentences, {len(copies)} copies, {len(repeats):,} repeats, {seconds:.1f} s")


if __name__ == "__main__":
    read = read_extractions(sys.argv[1], statements=False)
    find_copies(read[:1])  # what is imported once does not count
    told(f"{len(read):,} articles as they are", read)
    for size in map(int, sys.argv[2:] or ("1000", "3000", "10000")):
        told(f"{size:,} made of them", recombined(read, size))
