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
from kgraph.gazetteer import load_gazetteer
from kgraph.names import GENERATIONS, SMALL_WORDS, acronyms, fold, is_acronym
from kgraph.types import Mention

# A short name that more people have than this is nobody's.
MOST_HOLDERS = 8
# Types whose members have acronyms and short forms like an organisation's.
NAMED_LIKE_ORGS = frozenset({"ORG", "FAC", "EVENT", "WORK", "PRODUCT", "LOC"})
# An acronym of so many letters is an organisation's even where the model took it for a person.
TELLING_ACRONYM = 3
# Words of a person's name that is hardly ever a title: "Xi Jinping", "Kim Ju Ae".
LONGEST_PERSON = 3
# What comes before the name of a saint and belongs to it or not: "St. Jerome", "Jerome".
SAINTS = frozenset({"st", "saint", "sir", "dame", "lord", "lady"})
ARTICLES = ("the ", "The ", "THE ")


def link_names(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The same mentions of ``text`` in the same order, short names with a fuller one as ``antecedent``.

    Where two fuller names fit equally there is none: a wrong antecedent is worse than none.
    """
    mentions = _people_by_their_short_names(mentions)
    names = [m for m in mentions if m.kind == "name"]
    linked = _link_people([m for m in names if m.type == "PERSON"])
    linked |= _link_organisations([m for m in names if m.span.start not in linked], text)
    return [_with_antecedent(m, linked.get(m.span.start)) for m in mentions]


def _with_antecedent(mention: Mention, full: Mention | None) -> Mention:
    if full is None or full.span == mention.span:
        return mention
    return replace(mention, antecedent=full.span, type=full.type)


def _people_by_their_short_names(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, people's full names that were taken for works among them: "Xi Jinping" beside "Xi"."""
    alone = {fold(m.name) for m in mentions if m.type == "PERSON" and " " not in m.name}
    return [
        replace(m, type="PERSON")
        if m.type == "WORK"
        and 1 < len(m.name.split()) <= LONGEST_PERSON
        and alone & set(fold(m.name).split())
        else m
        for m in mentions
    ]


def _link_people(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Start of a short mention -> the first mention of the person's full name.

    A short name belongs to the person it was used for before; else to the one full name that
    it ends, begins or abbreviates ("Putin", "Xi", "Ju Ae", "J. H. Dearle"), the names before it
    coming first.  A person who is called by a given name ("Ju Ae") is not meant by the family
    name that she shares.
    """
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(fold(mention.name), mention)
    parts = {key: _parts(mention.name) for key, mention in first.items()}
    holding: dict[str, list[str]] = defaultdict(list)
    for key in first:
        for part in dict.fromkeys(parts[key]):
            holding[part].append(key)
    order = {key: i for i, key in enumerate(first)}
    fuller = {key: _fuller(key, parts, holding, order) for key in first}
    by_given_name = {k for key, ks in fuller.items() for k in ks if _given_name_only(parts[key], parts[k])}
    linked: dict[int, Mention] = {}
    used_for: dict[str, str] = {}
    for mention in mentions:
        key = fold(mention.name)
        if not fuller[key]:
            continue
        choice = used_for.get(key) or _choose(mention, fuller, first, by_given_name)
        if choice:
            used_for[key] = choice
            linked[mention.span.start] = first[choice]
    return {start: _fullest(full, linked) for start, full in linked.items()}


def _parts(name: str) -> tuple[str, ...]:
    """The folded words of a person's name, initials apart, without generations and "St."."""
    parts = fold(name.replace(".", ". ")).split()
    while len(parts) > 1 and parts[0] in SAINTS:
        del parts[0]
    return tuple(part for part in parts if part not in GENERATIONS)


def _fuller(
    key: str, parts: dict[str, tuple[str, ...]], holding: dict[str, list[str]], order: dict[str, int]
) -> list[str]:
    """The keys of the names that this one may be short for; they hold its longest word.

    If there are none, the same name that came before it otherwise written: "Higuchi Ichiyo" and
    "Ichiyo Higuchi", "St. Jerome" and "Jerome", but not "Jr." and his father.
    """
    own = parts[key]
    others = [k for k in holding[max(own, key=len)] if k != key] if own else []
    found = [k for k in others if shortens(own, parts[k])]
    return found or [
        k
        for k in others
        if parts[k] in (own, own[::-1])
        and order[k] < order[key]
        and not GENERATIONS & (set(k.split()) ^ set(key.split()))
    ]


def _fullest(full: Mention, linked: dict[int, Mention]) -> Mention:
    """The end of a chain of short forms: "Ju" to "Ju Ae" to "Kim Ju Ae"."""
    while full.span.start in linked and linked[full.span.start] is not full:
        full = linked[full.span.start]
    return full


def shortens(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of one name are short for another's: "Xi", "Ju Ae", "Donald J Trump", "J H Dearle".

    Its words stand at one end of the full name; or the surnames are one and each given name is
    one of the other's, or its initial, in their order.
    """
    if not short or len(short) > len(full) or short == full:
        return False
    if len(short) < len(full) and (short == full[-len(short) :] or short == full[: len(short)]):
        return True
    if len(short) < 2 or short[-1] != full[-1]:
        return False
    following = iter(full[:-1])
    return short[0][0] == full[0][0] and all(
        any(part == name or (len(part) == 1 and name.startswith(part)) for name in following)
        for part in short[:-1]
    )


def _given_name_only(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(full) == 3 and short == full[1:]


def _choose(
    mention: Mention, fuller: dict[str, list[str]], first: dict[str, Mention], by_given_name: set[str]
) -> str | None:
    key = fold(mention.name)
    before = [k for k in fuller[key] if first[k].span < mention.span] or fuller[key]
    alone = [k for k in before if k not in by_given_name or not k.startswith(key + " ")]
    if len(alone) > MOST_HOLDERS:
        return None
    # "Donald Trump" and "Donald J. Trump" are one person: the longest stands for both
    longest = [k for k in alone if not any(other in alone for other in fuller[k])]
    return longest[0] if len(longest) == 1 else None


def _link_organisations(mentions: Sequence[Mention], text: str) -> dict[int, Mention]:
    """Start of a short mention -> the first mention of the one full name that it stands for."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(fold(mention.name), mention)
    full_names = {key: m for key, m in first.items() if m.type in NAMED_LIKE_ORGS}
    fits: dict[str, set[str]] = defaultdict(set)
    for key in full_names:
        for short in _without_generic_words(key):
            if short in full_names:
                fits[short].add(key)
    by_initials: dict[str, list[str]] = defaultdict(list)
    for key, mention in first.items():
        for initials in acronyms(mention.name) if mention.type != "GPE" else ():
            by_initials[initials].append(key)
    for key, mention in first.items():
        letters = mention.name.replace(".", "")
        if is_acronym(letters) and (key in full_names or len(letters) >= TELLING_ACRONYM):
            fits[key].update(by_initials[letters])
    for before, mention in pairwise(mentions):
        if _is_bracketed(mention, before):
            fits[fold(mention.name)].add(fold(before.name))
    full = {key: first[next(iter(keys))] for key, keys in fits.items() if len(keys - {key}) == 1}
    linked = {m.span.start: full[fold(m.name)] for m in mentions if fold(m.name) in full}
    return linked | _link_heads([m for m in mentions if m.span.start not in linked], full_names, text)


def _link_heads(mentions: Sequence[Mention], full_names: dict[str, Mention], text: str) -> dict[int, Mention]:
    """Start of a mention of a name's last words -> the one name before it that they are short for.

    "the Court" for "Supreme Court": a noun that tells what it is, with its article; and "Red Sox"
    for "Boston Red Sox": what follows a place's name.  "Labour Party" is no short form of "Irish
    Labour Party": there may be another.
    """
    gazetteer = load_gazetteer()
    nouns = {noun for nouns in table("type_nouns")["inside"].values() for noun in nouns}
    ending: dict[str, list[str]] = defaultdict(list)
    for key in full_names:
        parts = key.split()
        for i in range(1, len(parts)):
            place = " ".join(parts[:i])
            if parts[i - 1] not in SMALL_WORDS and (
                (i == len(parts) - 1 and parts[i] in nouns)
                or place in gazetteer.cities
                or place in gazetteer.capitals
            ):
                ending[" ".join(parts[i:])].append(key)
    linked = {}
    for mention in mentions:
        if mention.type in ("GPE", "GROUP"):  # "the Catholic ..." is no short form of "Pittsburgh Catholic"
            continue
        key = fold(mention.name)
        determined = text.endswith(ARTICLES, 0, mention.span.start)
        before = [k for k in ending[key] if full_names[k].span < mention.span]
        if len(before) == 1 and determined:
            linked[mention.span.start] = full_names[before[0]]
    return linked


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
