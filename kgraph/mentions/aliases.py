"""Short names -> the fuller names of the same document: "Xi" to "Xi Jinping", "CSIS" to its expansion.

Only what one document says decides here; across documents it is for ``kgraph.resolve``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kgraph.data import table
from kgraph.names import GENERATIONS, fold, is_acronym, stands_for
from kgraph.types import Mention

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
    fuller = {key: [k for k in first if _shortens(parts[key], parts[k])] for key in first}
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
    """ "Xi", "Putin", "Ju Ae" and "Donald J Trump" against "Donald Trump"."""
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
    # "Donald Trump" and "Donald J. Trump" are one person: the longest stands for both
    longest = [k for k in alone if not any(_shortens(tuple(k.split()), tuple(o.split())) for o in alone)]
    return longest[0] if len(longest) == 1 else None


def _link_organisations(mentions: Sequence[Mention]) -> dict[int, Mention]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(fold(mention.name), mention)
    full_of: dict[str, Mention] = {}
    for key, mention in first.items():
        fits = [m for k, m in first.items() if k != key and (_names(mention, m) or _drops(key, k))]
        if len(fits) == 1:
            full_of[key] = fits[0]
    return {m.span.start: full_of[fold(m.name)] for m in mentions if fold(m.name) in full_of}


def _names(short: Mention, full: Mention) -> bool:
    """Whether ``short`` is an acronym of ``full``, by its initials or by standing in brackets behind it."""
    bracketed = (
        0 <= short.span.start - full.span.end <= 2
        and is_acronym(short.name)
        and short.name[0] == full.name[0]
        and " " in full.name
    )
    return stands_for(short.name, full.name) or bracketed


def _drops(short: str, full: str) -> bool:
    """Whether only a generic word was left out at the end: "tsinghua" of "tsinghua university"."""
    rest = full.removeprefix(short + " ")
    return rest != full and all(word in _droppable() for word in rest.split()) and short not in _droppable()


@cache
def _droppable() -> frozenset[str]:
    return frozenset(table("references")["droppable"]["words"])
