"""What kgraph diff shows of a change: the important first, long lists counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.cli.terminal import count

if TYPE_CHECKING:
    from kgraph.change import Cause, Change, Edge, EntityRow, RelationRow, State
    from kgraph.store.quotes import Quote

NAMES_SHOWN = 3  # documents in one line
# The parts whose edges are shown with a sentence, the newest evidence that says so.
QUOTED = ("new", "confirmed", "denied")
Quotes = Mapping[str, Sequence["Quote"]]  # by relation


def quotes_of(path: Path, change: Change, new: State, most: int | None = None) -> Quotes:
    """The sentences of the stated edges that are listed, from documents that have become evidence of them."""
    from kgraph.store import opened
    from kgraph.store.quotes import quotes

    listed = {
        edge.now.id: set(edge.added)
        for part in QUOTED
        for edge in islice((e for e in getattr(change.edges, part) if e.now.kind == "stated"), most)
    }
    places = [
        (row.relation, row[1:])
        for row in new.evidence
        if row.relation in listed and row.document in listed[row.relation]
    ]
    with opened(path) as connection:
        found = quotes(connection, [place for _, place in places])
    result: dict[str, list[Quote]] = {}
    for relation, place in places:
        if place in found:
            result.setdefault(relation, []).append(found[place])
    return result


def change_lines(
    change: Change, old: State, new: State, quoted: Quotes, most: int, comentions: bool
) -> Iterator[str]:
    """The change in lines, at most ``most`` of each kind."""
    if not change:
        yield "nothing has changed"
        return
    yield from _Lines(change, old, new, quoted, most, comentions).all()


class _Lines:
    def __init__(
        self, change: Change, old: State, new: State, quoted: Quotes, most: int, comentions: bool
    ) -> None:
        self.change, self.quoted, self.most, self.comentions = change, quoted, most, comentions
        self.documents = {d.id: d.name for state in (old, new) for d in state.documents}
        self.before = {e.id: e.name for e in old.entities}
        self.now = {e.id: e.name for e in new.entities}

    def all(self) -> Iterator[str]:
        yield from self.documents_lines()
        for key, was, is_ in self.change.settings:
            yield f"{key}: {was if was is not None else 'none'} -> {is_ if is_ is not None else 'none'}"
        yield from (f"decided: {decision}" for decision in self.change.decided)
        yield from (f"withdrawn: {decision}" for decision in self.change.withdrawn)
        edges = self.change.edges
        yield from self.part("newly denied", edges.denied, self.denial)
        yield from self.part("denied no longer", edges.no_longer_denied, lambda e: [self.edge(e.now)])
        yield from self.part("confirmed by a further independent source", edges.confirmed, self.confirmed)
        yield from self.part("new", edges.new, self.new)
        yield from self.part("stated otherwise", edges.changed, self.changed)
        yield from self.part("of another type, or several that are one", edges.renamed, self.renamed)
        yield from self.gone()
        yield from self.part("of fewer independent sources", edges.weakened, self.weakened)
        yield from self.nodes()

    def documents_lines(self) -> Iterator[str]:
        documents = self.change.documents
        told = (
            ("added", [d.name for d in documents.added]),
            ("with another content", [d.name for _, d in documents.changed]),
            ("removed", [d.name for d in documents.removed]),
            ("read anew by another model or version", [d.name for d in documents.anew]),
            ("outside the window of time now", [d.name for d in documents.left]),
            ("inside the window of time now", [d.name for d in documents.entered]),
        )
        for what, names in told:
            if names:
                yield f"{count(len(names), 'article')} {what}: {self.some(names)}"
        yield f"{count(documents.unchanged, 'article')} as before"

    def part(self, what: str, edges: Sequence[Edge], lines: Callable[[Edge], Iterable[str]]) -> Iterator[str]:
        """The stated edges of a part, then its co-mentions if they are asked for, else their number."""
        stated = [edge for edge in edges if edge.now.kind == "stated"]
        other = [edge for edge in edges if edge.now.kind != "stated"]
        if stated:
            yield f"\n{_title(len(stated), 'edge', what)}"
            yield from self.some_of(stated, lines)
        if other and self.comentions:
            yield f"\n{_title(len(other), 'co-mention', what)}"
            yield from self.some_of(other, lambda e: [f"{self.edge(e.now)}{self.articles(e.added)}"])
        elif other:
            yield f"\n{_title(len(other), 'co-mention', what)} (--comentions lists them)"

    def some_of(self, edges: Sequence[Edge], lines: Callable[[Edge], Iterable[str]]) -> Iterator[str]:
        for edge in edges[: self.most]:
            yield from (f"  {line}" for line in lines(edge))
        yield from self.more(len(edges))

    def more(self, number: int) -> Iterator[str]:
        if number > self.most:
            yield f"  and {number - self.most:,} more (--most {number} lists all)"

    def new(self, edge: Edge) -> Iterator[str]:
        yield self.edge(edge.now)
        yield from self.sentence(edge)

    def confirmed(self, edge: Edge) -> Iterator[str]:
        yield f"{self.edge(edge.now, was=edge.sources)}"
        if edge.added:
            yield from self.sentence(edge)
        elif len(edge.was) > 1:
            yield f"  {len(edge.was)} edges are one now"
        else:
            yield "  by the same articles: what is a copy of what is judged otherwise"

    def weakened(self, edge: Edge) -> Iterator[str]:
        yield self.edge(edge.now, was=edge.sources)

    def denial(self, edge: Edge) -> Iterator[str]:
        yield self.edge(edge.now)
        yield from self.sentence(edge, denied=True)

    def changed(self, edge: Edge) -> Iterator[str]:
        yield self.edge(edge.now)
        told = (f"{field} {_value(was)} -> {_value(is_)}" for field, was, is_ in edge.changes)
        yield f"  {'; '.join(told)}"

    def renamed(self, edge: Edge) -> Iterator[str]:
        yield self.edge(edge.now)
        for relation in edge.was:
            yield f"  was {self.edge(relation, self.before)}"

    def edge(self, relation: RelationRow, names: Mapping[str, str] | None = None, was: int = 0) -> str:
        """One line: the ends, the type, what is not plain about it, its sources."""
        names = self.now if names is None else names
        marks = [m for m in (relation.polarity, relation.modality) if m not in ("positive", "asserted")]
        marks += ["ended"] if relation.ended else []
        mark = f" ({', '.join(marks)})" if marks else ""
        arrow = "--" if relation.symmetric else "->"
        ends = f"{names[relation.subject]} -- {relation.type}{mark} {arrow} {names[relation.object]}"
        sources = count(relation.sources, "independent source")
        return f"{ends}  [{f'{was} -> ' if was not in (0, relation.sources) else ''}{sources}]"

    def sentence(self, edge: Edge, *, denied: bool = False) -> Iterator[str]:
        """The surest of the new sentences, or the surest denial."""
        found = [q for q in self.quoted.get(edge.now.id, ()) if not denied or q.polarity == "negative"]
        if not found:
            return
        best = min(
            found, key=lambda q: (q.polarity != "positive", -(q.confidence or 0), q.date or "9", q.name)
        )
        yield f"  “{best.sentence}”"
        yield f"    {', '.join(p for p in (best.article, best.outlet, best.date) if p)}{truth(best)}"
        others = sorted({q.name for q in found} - {best.name})
        if others:
            yield f"    also in {self.some(others)}"

    def gone(self) -> Iterator[str]:
        for kind, what in (("stated", "edge"), ("co-mention", "co-mention")):
            gone = [(r, why) for r, why in self.change.gone_edges if r.kind == kind]
            if not gone:
                continue
            if kind == "co-mention" and not self.comentions:
                yield f"\n{_title(len(gone), what, 'gone')} (--comentions lists them)"
                yield from self.summed(why for _, why in gone)
                continue
            yield f"\n{_title(len(gone), what, 'gone')}"
            for relation, why in gone[: self.most]:
                yield f"  {self.edge(relation, self.before)}"
                yield from (f"    {self.cause(cause)}" for cause in why)
            yield from self.more(len(gone))

    def summed(self, whys: Iterable[Sequence[Cause]]) -> Iterator[str]:
        """How many are gone for which reason; what is gone for several counts under the first."""
        counts: dict[str, int] = {}
        for why in whys:
            counts[why[0].code] = counts.get(why[0].code, 0) + 1
        for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield f"  {number:,} {code}"

    def nodes(self) -> Iterator[str]:
        change = self.change
        groups: list[tuple[str, list[list[str]]]] = [
            (
                "merged",
                [
                    [f"{self.several(m.of)} are one: {m.into.name}", *(f"  {self.cause(c)}" for c in why)]
                    for m, why in change.merged
                ],
            ),
            (
                "split",
                [
                    [
                        f"{s.of.name} is {len(s.into)}: {self.several(s.into)}",
                        *(f"  {self.cause(c)}" for c in why),
                    ]
                    for s, why in change.split
                ],
            ),
            (
                "with mentions that went to another",
                [
                    [f"{count(m.mentions, 'mention')} of {m.of.name} to {m.into.name}"]
                    for m in change.nodes.moved
                ],
            ),
            ("renamed", [[f"{one.name} -> {two.name}"] for one, two in change.nodes.renamed]),
            ("retyped", [[f"{one.name}: {one.type} -> {two.type}"] for one, two in change.nodes.retyped]),
            (
                "gone",
                [
                    [f"{e.name}  {e.type}", *(f"  {self.cause(c)}" for c in why)]
                    for e, why in change.gone_nodes
                ],
            ),
            ("new", [[f"{e.name}  {e.type}"] for e in change.nodes.new]),
        ]
        for what, items in groups:
            if items:
                yield f"\n{_title(len(items), 'entity', what)}"
                for lines in items[: self.most]:
                    yield from (f"  {line}" for line in lines)
                yield from self.more(len(items))

    def several(self, entities: Sequence[EntityRow]) -> str:
        names = [e.name for e in entities]
        types = len(set(names)) < len(names)
        return ", ".join(f"{e.name} ({e.type})" if types else e.name for e in entities)

    def cause(self, cause: Cause) -> str:
        return cause.says + self.articles(cause.documents)

    def articles(self, ids: Sequence[str]) -> str:
        return f" ({self.some(sorted(self.documents.get(id_, id_) for id_ in ids))})" if ids else ""

    def some(self, names: Sequence[str]) -> str:
        more = f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else ""
        return ", ".join(names[:NAMES_SHOWN]) + more


def _title(number: int, noun: str, what: str) -> str:
    """As "3 new edges", "1 entity merged"."""
    many = "entities" if noun == "entity" else f"{noun}s"
    if what == "new":
        return count(number, f"new {noun}", f"new {many}")
    return f"{count(number, noun, many)} {what}"


def _value(value: str | int) -> str:
    return value if isinstance(value, str) else ("no", "yes")[value]


def truth(quote: Quote) -> str:
    """What is not plain about a statement: " [negative, says Lavrov, 2024]"."""
    marks = [m for m in (quote.polarity, quote.modality) if m not in ("positive", "asserted")]
    marks += ["ended"] if quote.ended else []
    marks += ["says " + ", as reported by ".join(quote.said_by)] if quote.said_by else []
    marks += [quote.time] if quote.time else []
    return f" [{', '.join(marks)}]" if marks else ""
