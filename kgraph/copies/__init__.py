"""Copies: which articles tell one story, which sentences repeat another, and how many sources that leaves.

agencies.py   whose an article is, and whom its sentences quote
words.py      words without case, inflection and what a typesetter changes
sentences.py  Extraction -> its sentences as names, numbers, quoted and own words
near.py       wordings that are nearly the same, by MinHash
wordings.py   the different wordings of a corpus, weighed and grouped
rewrites.py   sentences that tell the same in other words
sources.py    sentences by the story that they come from
stories.py    Extractions -> copies and repeats
"""

from kgraph.copies.agencies import agency_among, agency_name, quoted_agencies, wholly_quoted
from kgraph.copies.sources import Sources, sources_of
from kgraph.copies.stories import find_copies, precedence
from kgraph.copies.words import words_of

__all__ = [
    "Sources",
    "agency_among",
    "agency_name",
    "find_copies",
    "precedence",
    "quoted_agencies",
    "sources_of",
    "wholly_quoted",
    "words_of",
]
