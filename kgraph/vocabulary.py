"""Types of relations: the family that each belongs to, and which of them say the same.

Both are lists that a reader can inspect, ``families.toml`` and ``types.toml`` in ``kgraph/data``, and that
a user's config extends or replaces.  What a statement's own type is, is for ``kgraph.statements``
to say, whatever the user has chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kgraph.config import Config, Groups
from kgraph.data import table

OTHER = "other"
# Words that decide only where no other word does: "sign treaty in" is an agreement, "resort in" a place.
LAST = frozenset(
    {"against", "at", "by", "for", "from", "have", "in", "make", "near", "of", "on", "to", "with"}
)
# ... and these only where the type has no other word at all: "be from", but not "derive from".
ALONE = frozenset({"by", "from", "have", "make", "of"})
EMPTY = frozenset({"a", "an", "be", "the"})
# Two equal parties do it with each other, said or not: "talks with" are talks.
WITH = frozenset({"with", "between"})
# "organise", "favour", "theatre" as Americans write them; name_words.toml lists what no ending tells.
# The keys are only compared, so that "promize" harms nobody.
AMERICAN = (
    (re.compile(r"is(e[ds]?|ing|ations?)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What relation types mean.

    ``families`` is the family of each listed word or phrase, ``same`` the type that stands for each wording,
    by the wording's ``key``; ``names`` are those types, ``symmetric`` those of them in which both
    ends are alike however it is worded, ``loose`` those whose wordings say a little more than they do.
    ``idle`` are words that change nothing of what is said.
    """

    families: Mapping[str, str]
    same: Mapping[str, str]
    names: frozenset[str]
    symmetric: frozenset[str]
    loose: frozenset[str]
    idle: frozenset[str]

    def family(self, type: str) -> str:
        """The family of a type, "other" if nothing in it is listed."""
        return family(type, self.families)

    def key(self, type: str, symmetric: bool) -> str:
        """What two wordings of one type have in common; equal keys say the same.

        Spelling and idle words count for nothing ("official defence talks", "defense talks"), and
        between equal parties neither do number and "with" ("talk with").
        """
        words = _spelling(type).split()
        words = [word for word in words if word not in self.idle] or words
        if symmetric and len(words) > 1 and words[-1] in WITH:
            words.pop()
        if symmetric and words:
            words[-1] = _singular(words[-1])
        return " ".join(words)

    def brought_together(self, type: str, symmetric: bool, *, denied: bool = False) -> tuple[str, bool]:
        """(what stands for the type, whether both ends are alike): "hold talks with" is to meet.

        Where no list says so it is the type's own key; ``denied``, where a loose one does: who "did not
        hold talks" may have met.
        """
        found = self.same.get(self.key(type, symmetric))
        if found is None and (alike := self.same.get(self.key(type, not symmetric))) in self.symmetric:
            found = alike
        own = self.key(type, symmetric)
        if found is None or (denied and found in self.loose and own != self.key(found, symmetric)):
            return own, symmetric
        return found, symmetric or found in self.symmetric

    def name(self, found: str, wordings: Counter[str]) -> str:
        """The type that stands for all the wordings of a graph that ``brought_together`` gave ``found``.

        The listed type in the spelling of the texts, else the commonest wording.
        """
        if found in self.names:
            spelt = _spelling(found)
            wordings = Counter({word: n for word, n in wordings.items() if _spelling(word) == spelt})
        return min(wordings, key=lambda word: (-wordings[word], word), default=found)


def vocabulary(config: Config = Config()) -> Vocabulary:  # noqa: B008 - frozen
    """The built-in lists, as the config changes them."""
    return _vocabulary(config.families, config.types)


def family(type: str, families: Mapping[str, str] | None = None) -> str:
    """The family of a relation type: "role", "agreement", ... "other" if no word of it is listed.

    The last listed word or phrase decides, the longer one where two end alike: "sign trade
    agreement" is an agreement.  Prepositions decide where nothing else does.  Without ``families`` the
    built-in ones.
    """
    known = _vocabulary(Groups(), Groups()).families if families is None else families
    words = [word for word in _spelling(type).split() if word not in EMPTY]
    fallback = OTHER
    for end in range(len(words), 0, -1):
        for start in range(end):
            phrase = " ".join(words[start:end])
            found = next((known[form] for form in _forms(phrase) if form in known), None)
            if found is not None and phrase not in LAST:
                return found
            if found is not None and fallback == OTHER and (phrase not in ALONE or len(words) == 1):
                fallback = found
    return fallback


def _forms(phrase: str) -> Iterator[str]:
    yield phrase
    if len(phrase) > 3 and phrase.endswith("s"):
        yield phrase[:-1]


@cache
def _vocabulary(families: Groups, types: Groups) -> Vocabulary:
    lists = table("families")
    known = {
        _spelling(word): name for name, words in _chosen(lists, families) for word in words if name != OTHER
    }
    groups = table("types")
    idle = frozenset(groups["idle"]["words"])
    wordings = {name: group["wordings"] for name, group in groups["same"].items()}
    symmetric = frozenset(name for name, group in groups["same"].items() if group.get("symmetric"))
    loose = frozenset(name for name, group in groups["same"].items() if group.get("loose"))
    keys = Vocabulary(known, {}, frozenset(), symmetric, loose, idle)
    same: dict[str, str] = {}
    for name, words in _chosen(wordings, types):
        alike = (True, False) if name in symmetric else (False,)
        same |= {keys.key(word, both): name for word in (name, *words) for both in alike}
    return Vocabulary(known, same, frozenset(same.values()), symmetric, loose, idle)


def _chosen(built_in: Mapping[str, Iterable[str]], user: Groups) -> Iterator[tuple[str, Iterable[str]]]:
    """The built-in groups without what the user has put elsewhere or switched off, then the user's own."""
    taken = {word for _, words in user.groups for word in words}
    if not user.only:
        for name, words in built_in.items():
            if name not in user.off:
                yield name, [word for word in words if word not in taken]
    yield from user.groups


@lru_cache(maxsize=1 << 14)
def _spelling(text: str) -> str:
    """The text in lower case and American spelling."""
    return " ".join(map(_american, text.lower().split()))


def _american(word: str) -> str:
    word = table("name_words")["spellings"].get(word, word)
    for british, american in AMERICAN:
        word = british.sub(american, word)
    return str(word)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
