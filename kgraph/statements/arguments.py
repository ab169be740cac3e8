"""The ends of statements: which words an argument covers, and which mention is its head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.statements.reading import DATES, QUOTES, Reading
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

# Dependents at which a noun phrase ends for a reader: "the pact, which ..." is "the pact".
PHRASE_ENDS = frozenset({"relcl", "appos", "parataxis", "advcl", "dep", "meta", "csubj", "intj"})
# Dependents before which it cannot begin: "both Xi and Putin", "not Kim".
PHRASE_STARTS = PHRASE_ENDS | {"preconj", "neg", "cc"}
# Dependents that begin a noun phrase: after one of them a comma stands between two adjectives.
MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"})
COORDINATION = frozenset({"cc", "conj", "preconj"})

# Heads that without their relative clause mean nobody: "those who left", "everything that".
EMPTY_TAGS = frozenset({"PRON", "DET"})
SETTING_OFF = frozenset({",", "(", "[", "-", "–", "—", "--", "-LRB-"})
VERBAL = frozenset({"VERB", "AUX"})
# Members of a coordination that are read, and words of a phrase that are kept: more is a table or a
# list without full stops, whose pairs would grow with the square of its length.
LONGEST_COORDINATION = 20
LONGEST_PHRASE = 80


def phrase(reading: Reading, head: Token, *, whole: bool = True) -> tuple[int, int]:
    """First token and end of the noun phrase of ``head``: determiners, modifiers, of-phrases.

    Relative clauses, appositions and what a comma sets off are left out, and so are the other
    members of a coordination unless ``whole``.
    """
    start, end = _start(reading, head), _end(reading, head, whole) + 1
    for first, last in (reading.name_around(head), reading.date_around(head)):
        start, end = min(start, first), max(end, last)
    return max(start, head.i - LONGEST_PHRASE), min(end, head.i + LONGEST_PHRASE)


def _start(reading: Reading, head: Token) -> int:
    first = head.i
    for child in reversed(reading.children(head)):
        if child.i > head.i:
            continue
        if (
            child.dep_ in PHRASE_STARTS
            or child.lower_ == "neither"
            or (child.lower_ == "both" and reading.child(head, "conj") is not None)
            or (child.dep_ == "punct" and not _is_inside(reading, head, child))
        ):
            break
        first = min(first, child.left_edge.i)
    return first


def _is_inside(reading: Reading, head: Token, mark: Token) -> bool:
    """True for a quote, for the hyphen of "a ten - fold rise" and the comma of "a long , bitter war"."""
    if mark.text in QUOTES or mark.tag_ == "HYPH":
        return True
    return mark.text == "," and any(
        child.i < mark.i and child.dep_ in MODIFIERS for child in reading.children(head)
    )


def _end(reading: Reading, head: Token, whole: bool, depth: int = 0) -> int:
    last = head.i
    if depth > LONGEST_PHRASE:
        return last
    children = [c for c in reading.children(head) if c.i > head.i]
    joined = whole and any(c.dep_ == "conj" for c in children)
    complete = is_complete(reading, head)
    for child in children:
        label = child.dep_
        if label == "relcl" and head.pos_ in EMPTY_TAGS and not is_set_off(child):
            return max(last, min(child.right_edge.i, head.i + LONGEST_PHRASE))  # "those who left"
        if label in PHRASE_ENDS or (label in COORDINATION and not joined):
            break
        if label == "acl" and is_set_off(child):
            break  # "Putin, accused of" is Putin; "countries accused of" is all of it
        if label == "prep" and ((complete and child.lower_ != "of") or not reading.children(child)):
            break
        if label == "punct" and not _goes_on_after(child, joined):
            break
        if label not in ("punct", "cc"):
            last = max(last, _end(reading, child, True, depth + 1))
    return last


def is_complete(reading: Reading, head: Token) -> bool:
    """True for a person's name and a date: what follows belongs to the verb, "praised Merkel in Berlin"."""
    if head.ent_type_ in DATES:
        return True
    mention = reading.headed(head)
    return mention is not None and mention.kind == "name" and mention.type == "PERSON"


def _goes_on_after(mark: Token, joined: bool) -> bool:
    """True if a phrase may go on after this quote, hyphen, or comma of a coordination."""
    return mark.text in QUOTES or mark.tag_ == "HYPH" or (joined and mark.text == ",")


def is_set_off(token: Token) -> bool:
    """True for a phrase that begins with, or after, a comma, bracket or dash."""
    first = token.left_edge
    before = first.nbor(-1).text if first.i > 0 else ""
    return not SETTING_OFF.isdisjoint((first.text, before))


def members(reading: Reading, head: Token) -> list[Token]:
    """``head`` and the heads that are coordinated with it; a name's own "and" does not count.

    "Putin, not Kim" and "not Kim, but Putin" are coordinations too, with a member that is excluded.
    """
    found = [head]
    for token in found:
        name = reading.covered(token)
        for child in reading.children(token):
            joined = child.dep_ == "conj" or _contrasts(reading, token, child)
            if joined and (name is None or reading.covered(child) is not name) and _names_something(child):
                found.append(child)
        if len(found) >= LONGEST_COORDINATION:
            break
    return sorted(found, key=lambda token: token.i)[:LONGEST_COORDINATION]


def _names_something(member: Token) -> bool:
    """False for the "etc." of a list, and for a mark that the parser took for a member."""
    return not member.is_punct and member.lower_.rstrip(".") != "etc"


def _contrasts(reading: Reading, token: Token, child: Token) -> bool:
    """True for the two of "Xi, not Kim": the model takes the second for an apposition of the first."""
    return (child.dep_ == "appos" and is_excluded(reading, child)) or (
        child.dep_ == "nmod" and is_excluded(reading, token) and reading.headed(child) is not None
    )


def is_excluded(reading: Reading, head: Token) -> bool:
    """True for Kim in "Putin, not Kim"."""
    if any(c.dep_ == "neg" and c.i < head.i for c in reading.children(head)):
        return True
    before = reading.doc[max(0, reading.start_of(head) - 1)]
    apart = before.dep_ in ("neg", "cc", "preconj") and before.head.pos_ not in VERBAL
    return apart and before.lower_ == "not"


def argument(reading: Reading, head: Token, *, whole: bool = False) -> Argument:
    """The noun phrase of ``head`` as an end of a statement, with its full form if that is longer."""
    start, end = phrase(reading, head, whole=whole)
    found = of_range(reading, start, end, head)
    last = _full_end(reading, head, whole)
    if found.span is None or last < end or last - start >= LONGEST_PHRASE:
        return found
    full = of_range(reading, start, last + 1, None).span
    return replace(found, full=full) if full is not None and full.end > found.span.end else found


def _full_end(reading: Reading, head: Token, whole: bool) -> int:
    """The last word of the phrase with its relative clauses and appositions; of one member its own."""
    last = head.i
    for child in reading.children(head):
        if child.i < head.i or (child.dep_ == "prep" and child.lower_ != "of" and is_complete(reading, head)):
            continue
        if child.dep_ in COORDINATION and not whole:
            break
        if child.dep_ != "punct":
            last = max(last, child.right_edge.i)
    return last


def of_range(reading: Reading, start: int, end: int, head: Token | None) -> Argument:
    """Tokens ``start`` to ``end`` as an end of a statement, without quotes and commas at its edges."""
    doc = reading.doc
    while end - start > 1 and _is_edge(doc[start]) and doc[start].text not in "([$":
        start += 1
    while end - start > 1 and (
        doc[end - 1].tag_ == "POS" or (_is_edge(doc[end - 1]) and doc[end - 1].text not in ")]%")
    ):
        end -= 1
    start, end = _closed(reading, start, end)
    span = reading.span(start, end)
    mention = reading.mention(head) or reading.named_by(head) if head is not None else None
    return Argument(reading.text(span), span, mention.span if mention else None)


def _is_edge(token: Token) -> bool:
    """True for what is no word of a phrase that it begins or ends."""
    return token.is_punct or token.is_space or token.text in QUOTES


def _closed(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The phrase with the other one of a pair of quotes, where it stands just before or behind."""
    doc = reading.doc
    quotes = reading.quotes(start, end)
    if not quotes:
        return start, end
    opened, closed = (sum(map(quotes.count, pair)) for pair in (("``", "“"), ("''", "”")))
    odd = quotes.count('"') % 2 == 1
    if (opened > closed or odd) and end < len(doc) and doc[end].text in QUOTES:
        end += 1
    elif closed > opened or odd:
        while start > 0 and doc[start - 1].text in QUOTES:
            start -= 1
    return start, end


def of_tokens(reading: Reading, tokens: Iterable[Token]) -> Argument:
    """Words that need not stand together, in the order given; the span is None if they do not."""
    listed = list(tokens)
    if all(b.i == a.i + 1 for a, b in pairwise(listed)):
        span = reading.span(listed[0].i, listed[-1].i + 1)
        return Argument(reading.text(span), span)
    return Argument(" ".join(" ".join(token.text for token in listed).split()))


def has_word(end: Argument) -> bool:
    """False for a bracket, a dash or a smiley that the parser took for a noun."""
    return any(map(str.isalnum, end.text))


@dataclass(frozen=True, slots=True)
class End:
    """An end of a statement; ``excluded`` is true for Kim in "Putin, not Kim".

    ``place`` is its number among the ``count`` members of its coordination.
    """

    argument: Argument
    excluded: bool = False
    place: int = 0
    count: int = 1


def ends(reading: Reading, head: Token) -> Iterator[End]:
    """Each member of a coordination by itself, or the whole phrase if there is but one member."""
    heads = members(reading, head)
    if len(heads) == 1:
        yield End(argument(reading, head, whole=True))
        return
    for place, member in enumerate(heads):
        found = _with_owner(reading, heads[0], member)
        yield End(found, is_excluded(reading, member), place, len(heads))


def _with_owner(reading: Reading, first: Token, member: Token) -> Argument:
    """The member's phrase with the owner that the first one shares with it: "Nissan's image".

    The owner's words stand apart from the member's, so that the text has no span.
    """
    found = argument(reading, member)
    owner = reading.child(first, "poss")
    if owner is None or member.i <= first.i or member.pos_ != "NOUN" or found.mention is not None:
        return found
    if reading.child(member, "det", "poss") is not None:
        return found
    case = reading.child(owner, "case")
    whose = reading.span(owner.left_edge.i, (case or owner).i + 1)
    return Argument(f"{reading.text(whose)} {found.text}")
