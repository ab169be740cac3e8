"""Strings about strings: how names are cleaned, folded, shortened and compared.

Nothing here knows a document; every function takes names and gives names, keys or scores.
``strings`` cleans and folds; ``compare`` says of two names how likely they are one entity's and why;
``blocking_keys`` finds for a name those that are worth comparing.
"""

from kgraph.names.comparison import SAME, UNSURE, Comparison, blocking_keys, compare
from kgraph.names.strings import (
    ARTICLES,
    GENERATIONS,
    SMALL_WORDS,
    acronyms,
    clean_name,
    fold,
    is_acronym,
    stands_for,
)

__all__ = [
    "ARTICLES",
    "GENERATIONS",
    "SAME",
    "SMALL_WORDS",
    "UNSURE",
    "Comparison",
    "acronyms",
    "blocking_keys",
    "clean_name",
    "compare",
    "fold",
    "is_acronym",
    "stands_for",
]
