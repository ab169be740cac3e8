"""One document as its statements are read: tokens with their dependents, mentions by their heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.types import Argument, Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Kinds of mention, the one to prefer where two share a head: "Chinese" in "the Chinese" is the adjective.
PREFERRED = {"name": 0, "adjective": 1, "nominal": 2, "pronoun": 3}
DATES = frozenset({"DATE"})
# Links from a mention to its antecedent that are followed at most; they end at a name.
LONGEST_CHAIN = 10
QUOTES = frozenset("\"'“”‘’`") | {"``", "''"}


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
