"""Short names -> the fuller names of the same document: "Xi" to "Xi Jinping", "CSIS" to its expansion.

Only what one document says decides here; across documents it is for ``kgraph.resolve``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kgraph.data import table
from kgraph.names import GENERATIONS, acronyms, fold, is_acronym
from kgraph.types import Mention

# A short name that more people have than this is nobody's.
MOST_HOLDERS = 8
# Types whose members have acronyms and short forms like an organisation's.
NAMED_LIKE_ORGS = frozenset({"ORG", "FAC", "EVENT", "WORK", "PRODUCT", "LOC"})


def link_names(mentions: Sequence[Mention]) -> list[Mention]:
    """The same mentions in the same order, short names with a fuller one as ``antecedent``.

    Where two fuller names fit equally there is none: a wrong antecedent is worse than none.
    """
    people = _link_people([m for m in mentions if m.type == "PERSON" and m.kind == "name"])
    others = _link_organisations([m for m in mentions if m.type in NAMED_LIKE_ORGS and m.kind == "name"])
    linked = people | others
    return [_with_antecedent(m, linked.get(m.span.start)) for m in mentions]


def _with_antecedent(mention: Mention, full: Mention | None) -> Mention:
    if full is None or full.span == mention.span:
        return mention
    return replace(mention, antecedent=full.span, type=full.type)


def _link_people(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Start of a short mention -> the first mention of the person's full name.

    A short name belongs to the person it was used for before; else to the one full name that
    it ends or begins ("Putin", "Xi", "Ju Ae"), the names before it coming first.  A person who
    is called by a given name ("Ju Ae") is not meant by the family name that she shares.
    """
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(fold(mention.name), mention)
    parts = {key: tuple(p for p in key.split() if p not in GENERATIONS) for key in first}
    holding: dict[str, list[str]] = defaultdict(list)
    for key in first:
        for part in dict.fromkeys(parts[key]):
            holding[part].append(key)
    fuller = {
        key: [k for part in parts[key][:1] for k in holding[part] if _shortens(parts[key], parts[k])]
        for key in first
    }
    by_given_name = {k for key, ks in fuller.items() for k in ks if _given_name_only(parts[key], parts[k])}
    linked: dict[int, Mention] = {}
    used_for: dict[str, str] = {}
    for mention in mentions:
        key = fold(mention.name)
        if not fuller[key]:
            continue
        choice = used_for.get(key) or _choose(mention, fuller[key], first, by_given_name)
        if choice:
            used_for[key] = choice
            linked[mention.span.start] = first[choice]
    return {start: _fullest(full, linked) for start, full in linked.items()}


def _fullest(full: Mention, linked: dict[int, Mention]) -> Mention:
    """The end of a chain of short forms: "Ju" to "Ju Ae" to "Kim Ju Ae"."""
    while full.span.start in linked and linked[full.span.start] is not full:
        full = linked[full.span.start]
    return full


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one is short for the other: "Xi", "Ju Ae", "Donald Trump" for "Donald J Trump"."""
    if not short or len(short) >= len(full):
        return False
    ends = short == full[-len(short) :] or short == full[: len(short)]
    middle_left_out = len(short) == 2 and len(full) == 3 and short == (full[0], full[2])
    return ends or middle_left_out


def _given_name_only(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(full) == 3 and short == full[1:]


def _choose(
    mention: Mention, fuller: list[str], first: dict[str, Mention], by_given_name: set[str]
) -> str | None:
    before = [k for k in fuller if first[k].span < mention.span] or fuller
    alone = [k for k in before if k not in by_given_name or not k.startswith(fold(mention.name) + " ")]
    if len(alone) > MOST_HOLDERS:
        return None
    # "Donald Trump" and "Donald J. Trump" are one person: the longest stands for both
    longest = [k for k in alone if not any(_shortens(tuple(k.split()), tuple(o.split())) for o in alone)]
    return longest[0] if len(longest) == 1 else None


def _link_organisations(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Start of a short mention -> the first mention of the one full name that it stands for."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(fold(mention.name), mention)
    fits: dict[str, set[str]] = defaultdict(set)
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key, mention in first.items():
        for initials in acronyms(mention.name):
            by_initials[initials].append(key)
        for short in _without_generic_words(key):
            if short in first:
                fits[short].add(key)
    for key, mention in first.items():
        if is_acronym(mention.name):
            fits[key].update(by_initials[mention.name.replace(".", "")])
    for before, mention in pairwise(mentions):
        if _is_bracketed(mention, before):
            fits[fold(mention.name)].add(fold(before.name))
    full = {key: first[next(iter(keys))] for key, keys in fits.items() if len(keys - {key}) == 1}
    return {m.span.start: full[fold(m.name)] for m in mentions if fold(m.name) in full}


def _is_bracketed(short: Mention, full: Mention) -> bool:
    """Whether ``short`` is an acronym in brackets right behind ``full`` that begins alike."""
    behind = 0 < short.span.start - full.span.end <= 2
    return behind and is_acronym(short.name) and " " in full.name and short.name[0] == full.name[0].upper()


def _without_generic_words(key: str) -> Iterator[str]:
    """The name without the generic words at its end: "tsinghua" of "tsinghua university"."""
    parts = key.split()
    while len(parts) > 1 and parts[-1] in _droppable():
        parts.pop()
        if parts[-1] not in _droppable() or len(parts) > 1:
            yield " ".join(parts)


@cache
def _droppable() -> frozenset[str]:
    return frozenset(table("references")["droppable"]["words"])
