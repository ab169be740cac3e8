"""The ends of statements: which words an argument covers, and which mention is its head."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.types import Argument, Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Dependents at which a noun phrase ends for a reader: "the pact, which ..." is "the pact".
PHRASE_ENDS = frozenset({"relcl", "appos", "parataxis", "advcl", "dep", "meta", "csubj", "intj"})
# Dependents before which it cannot begin: "both Xi and Putin", "not Kim".
PHRASE_STARTS = PHRASE_ENDS | {"preconj", "neg", "cc"}
# Dependents that begin a noun phrase: after one of them a comma stands between two adjectives.
MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod"})
COORDINATION = frozenset({"cc", "conj", "preconj"})
QUOTES = frozenset("\"'“”‘’`") | {"``", "''"}
# Kinds of mention, the one to prefer where two share a head: "Chinese" in "the Chinese" is the adjective.
PREFERRED = {"name": 0, "adjective": 1, "nominal": 2, "pronoun": 3}

DATES = frozenset({"DATE"})
# Heads that without their relative clause mean nobody: "those who left", "everything that".
EMPTY_TAGS = frozenset({"PRON", "DET"})
SETTING_OFF = frozenset({",", "(", "[", "-", "–", "—", "--", "-LRB-"})
VERBAL = frozenset({"VERB", "AUX"})
# Links from a mention to its antecedent that are followed at most; they end at a name.
LONGEST_CHAIN = 10
# Members of a coordination that are read, and words of a phrase that are kept: more is a table or a
# list without full stops, whose pairs would grow with the square of its length.
LONGEST_COORDINATION = 20
LONGEST_PHRASE = 80


class Reading:
    """One document while its statements are read: tokens, and the mention that each token heads."""

    def __init__(self, doc: Doc, document: Document, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.document = document
        self._starts = [token.idx for token in doc]
        self._quotes = [token.i for token in doc if token.text in QUOTES]
        self._mentions: dict[int, Mention] = {}
        self._covered: dict[int, Mention] = {}
        self._children: dict[int, list[Token]] = {}
        for mention in sorted(mentions, key=lambda m: (PREFERRED[m.kind], m.span)):
            self._place(mention)
        self._dates = sorted((ent.start, ent.end, ent.text) for ent in doc.ents if ent.label_ in DATES)
        self.by_span = {m.span: m for m in mentions}

    def _place(self, mention: Mention) -> None:
        first = bisect_left(self._starts, mention.span.start)
        last = bisect_left(self._starts, mention.span.end)
        inside = range(first, max(last, first + 1))
        if not first < len(self.doc):
            return
        head = next((i for i in inside if self.doc[i].head.i not in inside or self.doc[i].head.i == i), first)
        self._mentions.setdefault(head, mention)
        if mention.kind in ("name", "adjective"):
            for i in inside:
                self._covered.setdefault(i, mention)

    def mention(self, token: Token) -> Mention | None:
        """The mention whose head is ``token``, or the name that ``token`` is a word of."""
        return self._mentions.get(token.i) or self._covered.get(token.i)

    def name_around(self, token: Token) -> tuple[int, int]:
        """First token and end of the name that ``token`` is a word of; of the token itself if of none."""
        name = self._covered.get(token.i)
        first, end = token.i, token.i + 1
        if name is not None:
            while self._covered.get(first - 1) is name:
                first -= 1
            while self._covered.get(end) is name:
                end += 1
        return first, end

    def date_around(self, token: Token) -> tuple[int, int]:
        """The same for a date that ``token`` is the head of: "July 17, 1749", not "from 1978 to 1981"."""
        if token.ent_type_ in DATES:
            for first, end, _ in self._dates:
                if first <= token.i < end and self.doc[first:end].root.i == token.i:
                    return first, end
        return token.i, token.i + 1

    def token_at(self, span: Span | None) -> Token | None:
        """The token that a range of characters begins with."""
        at = bisect_left(self._starts, span.start) if span is not None else len(self._starts)
        return self.doc[at] if at < len(self._starts) else None

    def headed(self, token: Token) -> Mention | None:
        """The mention whose head is ``token``, and no other."""
        return self._mentions.get(token.i)

    def named_by(self, token: Token) -> Mention | None:
        """The name in apposition to a common noun: Kim Ju Ae for "daughter" in "his daughter, Kim Ju Ae"."""
        host = token.head
        if token.dep_ == "appos" and token.pos_ == "NOUN" and self.child(token, "conj") is None:
            mention = self.headed(host)
            if mention is not None and mention.kind == "name" and self.child(host, "conj") is None:
                return mention
        for child in self.children(token):
            if child.dep_ == "appos" and child.i > token.i:
                mention = self.headed(child)
                if mention is not None and mention.kind == "name" and self.child(child, "conj") is None:
                    return mention
        return None

    def start_of(self, token: Token) -> int:
        """The first word of the name or phrase of ``token``."""
        return min(self.name_around(token)[0], min((c.i for c in self.children(token)), default=token.i))

    def referent(self, span: Span | None) -> Span | None:
        """The first mention of what the mention at ``span`` refers to."""
        for _ in range(LONGEST_CHAIN):
            mention = self.by_span.get(span) if span is not None else None
            if mention is None or mention.antecedent is None:
                break
            span = mention.antecedent
        return span

    def covered(self, token: Token) -> Mention | None:
        """The name or adjective that ``token`` is a word of."""
        return self._covered.get(token.i)

    def group(self, token: Token) -> list[Argument]:
        """The members of the group that ``token`` refers to ("the trio", "they"), if it is one."""
        mention = self.headed(token)
        for _ in range(LONGEST_CHAIN):
            if mention is None or mention.members or mention.antecedent is None:
                break
            mention = self.by_span.get(mention.antecedent)
        if mention is None or len(mention.members) < 2:
            return []
        return [Argument(self.text(span), span, span) for span in mention.members]

    def dates(self, token: Token) -> list[tuple[int, int, str]]:
        """The model's dates below ``token``, first token, end and text, unless a clause is in between."""
        if not self._dates:
            return []
        first, last = token.left_edge.i, token.right_edge.i
        return [
            (start, end, text)
            for start, end, text in self._dates
            if first <= start and end - 1 <= last and self._near(token, self.doc[start:end].root)
        ]

    @staticmethod
    def _near(top: Token, date: Token) -> bool:
        for _ in range(LONGEST_CHAIN):
            if date.i == top.i:
                return True
            date = date.head
            if date.dep_ in ("relcl", "advcl", "ccomp") and date.i != top.i:
                return False
        return False

    def children(self, token: Token) -> list[Token]:
        """The dependents of ``token`` in reading order."""
        found = self._children.get(token.i)
        if found is None:
            found = self._children[token.i] = list(token.children)
        return found

    def says(self, token: Token, word: str) -> bool:
        """True if one of the dependents of ``token`` is this word."""
        return any(child.lower_ == word for child in self.children(token))

    def child(self, token: Token, *labels: str) -> Token | None:
        """The first dependent with one of the labels."""
        return next((c for c in self.children(token) if c.dep_ in labels), None)

    def quotes(self, start: int, end: int) -> str:
        """The quotation marks among tokens ``start`` to ``end``, in one string."""
        among = self._quotes[bisect_left(self._quotes, start) : bisect_left(self._quotes, end)]
        return "".join(self.doc[i].text for i in among)

    def span(self, start: int, end: int) -> Span:
        """Tokens ``start`` to ``end`` (not included) as a range of characters."""
        last = self.doc[end - 1]
        return Span(self.document.id, self.doc[start].idx, last.idx + len(last))

    def text(self, span: Span) -> str:
        """The text of a range, on one line."""
        return " ".join(self.document.text[span.start : span.end].split())


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
