"""Why the mentions of an entity are one node, and why two nodes are two."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kgraph.decisions import Decision, Reference
from kgraph.gazetteer import load_gazetteer
from kgraph.names import UNSURE, Comparison, blocking_keys, clean_name, compare, fold, is_acronym
from kgraph.query import Resolved, reference
from kgraph.resolve.clusters import OTHER, TYPE_CLASS, canonical_name, identity
from kgraph.resolve.matching import COMPARED_AS, MOST_HOLDERS, matched_type
from kgraph.types import MENTION_KINDS, Entity, Judgement, Mention, Span

USER = "user"
NAMED = ("name", "adjective")
# So many articles of a step are named; the others are counted.
ARTICLES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Why one name is another's: ``says`` is the reason for people; a judgement where there is one."""

    says: str
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Mentions of an entity with one spelling and one reason to belong, the shortest chain of steps.

    A block without steps is the canonical name itself.  Pronouns of one antecedent are one block.
    """

    spelling: str
    kind: str
    mentions: tuple[Span, ...]
    documents: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entity's mentions are one: its blocks, the canonical name first, then names by frequency.

    ``apart`` are the judgements that keep it from others, or leave it open, the surest first.
    """

    entity: Entity
    blocks: tuple[Block, ...]
    apart: tuple[tuple[Entity, Judgement], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Why two names are one node (``steps`` from one to the other) or two (``says``, judgements).

    ``change`` is the decision that would make it otherwise, None where there is none to make.
    """

    left: Entity
    right: Entity
    steps: tuple[Step, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    says: str = ""
    score: float | None = None
    parts: tuple[tuple[str, float], ...] = ()
    change: Decision | None = None


def explain(resolved: Resolved, entity: Entity) -> Explanation:
    """Why the entity's mentions are one node, and what keeps it from being another's too."""
    groups: dict[tuple[str, str, str, bool], list[Mention]] = defaultdict(list)
    for mention in map(resolved.mentions.__getitem__, entity.mentions):
        groups[_group(resolved, mention)].append(mention)
    ways = _Ways(resolved, entity)
    blocks = [_block(resolved, mentions, ways) for mentions in groups.values()]
    blocks.sort(
        key=lambda b: (
            b.spelling != entity.name,
            bool(b.steps) and b.spelling == entity.name,
            MENTION_KINDS.index(b.kind),
            -len(b.mentions),
            b.spelling,
            b.mentions,
        )
    )
    return Explanation(entity, tuple(blocks), tuple(_apart(resolved, entity)))


def explain_pair(resolved: Resolved, left: Entity, right: Entity, names: tuple[str, str]) -> Pair:
    """Why the two are one node, by the names that were asked for, or two."""
    if left.id == right.id:
        return _one(resolved, left, names)
    between = [j for other, j in _apart(resolved, left) if other.id == right.id]
    same = Decision("same", (reference(resolved, left), reference(resolved, right)))
    if between:
        left_open = all(judgement.verdict == "unsure" for judgement in between)
        says = f"{left.name} and {right.name} were compared, and " + (
            "left open" if left_open else "kept apart"
        )
        return Pair(left, right, (), tuple(between), says, change=_unless_user(between, same))
    classes = [TYPE_CLASS.get(entity.type, OTHER) for entity in (left, right)]
    if classes[0] != classes[1]:
        says = (
            f"{left.name} is {left.type} and {right.name} is {right.type}: people, places and other names "
            f"are not compared with each other"
        )
        return Pair(left, right, says=says, change=same)
    compared = compare(left.name, right.name, matched_type(left.type, right.type))
    says = _never_judged(resolved, left, right, compared)
    return Pair(left, right, says=says, score=compared.score, parts=compared.parts, change=same)


def _never_judged(resolved: Resolved, left: Entity, right: Entity, compared: Comparison) -> str:
    """Why there is no judgement between two entities whose types do not keep them apart."""
    type_ = COMPARED_AS[TYPE_CLASS.get(left.type, OTHER)]
    if compared.veto:
        return f"they cannot be one: {compared.veto}"
    short = [e for e in (left, right) if " " not in e.name or is_acronym(e.name)]
    words = {word for e in (left, right) for word in fold(e.name).split()} if short else set()
    if not words and not blocking_keys(left.name, type_) & blocking_keys(right.name, type_):
        return "they were never compared: their names have nothing in common"
    if compared.score < UNSURE:
        return f"their names are too little alike: {compared.score:.2f}, and {UNSURE:.2f} is the least"
    holders = [e for e in resolved.entities if short and fold(short[0].name) in fold(e.name).split()]
    if len(holders) > MOST_HOLDERS:
        many = f"{short[0].name} is in {len(holders)} names, and more than {MOST_HOLDERS} are too many"
        return f"they were never compared: {many}"
    return "their names are alike, but no judgement on them is recorded"


def _unless_user(judgements: Sequence[Judgement], decision: Decision) -> Decision | None:
    return None if any(j.by == USER for j in judgements) else decision


def _one(resolved: Resolved, entity: Entity, names: tuple[str, str]) -> Pair:
    """The shortest chain of steps between mentions of the two names."""
    ways = _Ways(resolved, entity)
    left, right = (_called(resolved, entity, name) for name in names)
    chains = []
    for one, other in product(left, right):
        between = ways.between(_key(resolved, one), _key(resolved, other))
        back = _within_document(resolved, [other])
        chains.append((*_within_document(resolved, [one]), *between, *back[::-1]))
    steps = min(chains, key=lambda steps: (len(steps), [step.says for step in steps]), default=())
    says = "" if steps else f"{names[0]} and {names[1]} are one name, written alike"
    apart = tuple(Reference(clean_name(name) or name) for name in names)
    decided = any(step.judgement and step.judgement.by == USER for step in steps)
    change = None if decided or not steps else Decision("different", apart)
    return Pair(entity, entity, steps, says=says, change=change)


def _called(resolved: Resolved, entity: Entity, name: str) -> list[Mention]:
    """One mention of each way in which the entity goes by the name; of its canonical name if by none."""
    mentions = [resolved.mentions[span] for span in entity.mentions]
    key = fold(clean_name(name) or name)
    found = [m for m in mentions if m.kind in NAMED and key in (fold(clean_name(m.text)), fold(m.name))]
    canonical = _Ways(resolved, entity).canonical
    found = found or [m for m in mentions if _key(resolved, m) == canonical]
    return list({_group(resolved, m): m for m in reversed(found)}.values())


def _group(resolved: Resolved, mention: Mention) -> tuple[str, str, str, bool]:
    """What mentions of one block have in common: kind, spelling, whose, whether by antecedent."""
    spelling = {"pronoun": "", "nominal": _spelling(mention).lower()}.get(mention.kind, _spelling(mention))
    root = resolved.root(mention.span)
    return mention.kind, spelling, _key(resolved, mention), root.span != mention.span


def _spelling(mention: Mention) -> str:
    return clean_name(mention.text) if mention.kind in NAMED else " ".join(mention.text.split())


def _key(resolved: Resolved, mention: Mention) -> str:
    """The folded name that the mention's chain goes by."""
    return fold(_name(resolved.root(mention.span)))


class _Ways:
    """How the names of an entity hang together: what names one country or institution, and judgements.

    ``canonical`` is the key of its own name, or of most mentions where that is in no text.
    """

    def __init__(self, resolved: Resolved, entity: Entity) -> None:
        self._beside: dict[str, list[tuple[str, Step]]] = defaultdict(list)
        roots = [resolved.root(span) for span in entity.mentions]
        counts = Counter(fold(_name(root)) for root in roots)
        names = {fold(_name(root)): _name(root) for root in reversed(roots)} | {
            fold(entity.name): entity.name
        }
        by_identity: dict[str, list[str]] = defaultdict(list)
        for key, name in sorted(names.items()):
            by_identity[identity(name, entity.type)].append(key)
        for keys in by_identity.values():
            for one, other in combinations(keys, 2):
                what = "country" if one in load_gazetteer().countries else "institution"
                self._link(one, other, Step(f"{names[one]} and {names[other]} are names of one {what}"))
        for judgement in resolved.judgements_of.get(entity.id, ()):
            ends = [resolved.entity_of.get(span) for span in (judgement.left, judgement.right)]
            if judgement.verdict == "same" and all(end is not None and end.id == entity.id for end in ends):
                left, right = (resolved.root(span) for span in (judgement.left, judgement.right))
                step = Step(f"{_name(left)} and {_name(right)} were judged the same", judgement)
                self._link(fold(_name(left)), fold(_name(right)), step)
        for chain in _chains(resolved, entity):
            root, name = resolved.root(chain[0].span), canonical_name(chain)
            if fold(name) != fold(_name(root)):  # an acronym that is used more than its expansion
                article = articles(resolved, [root.span.doc])
                self._link(
                    fold(name), fold(_name(root)), Step(f"{name} is short for {_name(root)} in {article}")
                )
        own = fold(entity.name)
        known = own in counts or own in self._beside
        self.canonical = own if known else max(counts, key=lambda k: (counts[k], k), default=own)

    def _link(self, one: str, other: str, step: Step) -> None:
        self._beside[one].append((other, step))
        self._beside[other].append((one, step))

    def between(self, start: str, end: str) -> tuple[Step, ...]:
        """The fewest steps from one key to the other."""
        steps: dict[str, tuple[Step, ...]] = {start: ()}
        waiting = deque([start])
        while waiting and end not in steps:
            key = waiting.popleft()
            for other, step in self._beside[key]:
                if other not in steps:
                    steps[other] = (*steps[key], step)
                    waiting.append(other)
        return steps.get(end, (Step(f"{start!r} and {end!r} were joined, and no reason is recorded"),))


def _chains(resolved: Resolved, entity: Entity) -> list[list[Mention]]:
    """The mentions of an entity, those of one article and antecedent together."""
    chains = defaultdict(list)
    for mention in map(resolved.mentions.__getitem__, entity.mentions):
        chains[mention.span.doc, _key(resolved, mention)].append(mention)
    return list(chains.values())


def _block(resolved: Resolved, mentions: Sequence[Mention], ways: _Ways) -> Block:
    first = mentions[0]
    pronouns = Counter(m.text.lower() for m in mentions) if first.kind == "pronoun" else Counter()
    spelling = ", ".join(sorted(pronouns, key=lambda text: (-pronouns[text], text))) or _spelling(first)
    inside = _within_document(resolved, mentions)
    steps = tuple(dict.fromkeys((*inside, *ways.between(_key(resolved, first), ways.canonical))))
    documents = tuple(dict.fromkeys(m.span.doc for m in mentions))
    return Block(spelling, first.kind, tuple(m.span for m in mentions), documents, steps)


def _within_document(resolved: Resolved, mentions: Sequence[Mention]) -> tuple[Step, ...]:
    """From mentions of one group to the name of their chain: what they are short for or refer to."""
    first = mentions[0]
    root = resolved.root(first.span)
    steps = []
    if first.kind in NAMED and fold(clean_name(first.text)) != fold(first.name):
        steps.append(Step(f"{_spelling(first)} {_other_word(first)} {first.name}"))
    if root.span != first.span:
        what = "is short for" if first.kind in NAMED else "refers to"
        where = articles(resolved, [m.span.doc for m in mentions])
        spelling = _spelling(first) if first.kind != "pronoun" else "the pronoun"
        steps.append(Step(f"{spelling} {what} {_name(root)} in {where}"))
    return tuple(steps)


def _other_word(mention: Mention) -> str:
    """What a name is to the one that it stands for: "Beijing", "Chinese" to China."""
    if mention.kind == "adjective":
        return "is the adjective of"
    is_capital = fold(clean_name(mention.text)) in load_gazetteer().capitals
    return "is the capital, and stands for the government, of" if is_capital else "stands for"


def articles(resolved: Resolved, ids: Sequence[str]) -> str:
    """The names of documents, of many only the first."""
    names = sorted(resolved.documents[doc].name for doc in set(ids))
    more = len(names) - ARTICLES_NAMED
    return ", ".join(names[:ARTICLES_NAMED]) + (f" and {more} more" if more > 0 else "")


def _name(mention: Mention) -> str:
    return mention.name or " ".join(mention.text.split())


def _apart(resolved: Resolved, entity: Entity) -> Iterator[tuple[Entity, Judgement]]:
    """Judgements between the entity and others that are not it, the highest score first."""
    for judgement in sorted(
        resolved.judgements_of.get(entity.id, ()), key=lambda j: (-j.score, j.left, j.right)
    ):
        ends = [resolved.entity_of.get(span) for span in (judgement.left, judgement.right)]
        others = [end for end in ends if end is not None and end.id != entity.id]
        if len(others) == 1 and all(ends):
            yield others[0], judgement


def beyond_parts(judgement: Judgement) -> str:
    """The reason of a judgement without the parts of its score, which are told one by one."""
    parts = "; ".join(part for part, _ in judgement.parts)
    return judgement.reason.replace(f": {parts}", "") if parts else judgement.reason
