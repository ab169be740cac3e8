"""Made-up but consistent data for property tests: documents, what they say, entities and a graph."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from kgraph.types import (
    CLAIM_VERDICTS,
    ENTITY_TYPES,
    FRAME_KINDS,
    MENTION_KINDS,
    MODALITIES,
    POLARITIES,
    RELATION_KINDS,
    VERDICTS,
    Argument,
    ClaimJudgement,
    Copy,
    Document,
    Entity,
    Extraction,
    Failure,
    Frame,
    Graph,
    Judgement,
    Mention,
    Relation,
    Span,
    Statement,
)

HOSTILE = (
    "<script>alert('1')</script>",
    "\"quoted\" & 'quoted'",
    "]]>",
    "<!--",
    "'; DROP TABLE documents; --",
    "line\u2028and\u2029paragraph",
    "bell\x07 tab\t null\x00 form\x0cfeed \x85 \x7f",
    "carriage\r\nreturn\rs",
    "\ufffe\uffff\ufeff",
    "  blanks  at\xa0the ends  ",
    "e\u0301 \u202eright to left\u202c 😀 \U0010ffff",
    "%s %d {} ${x} \\n",
)
plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(HOSTILE)
any_text = plain | st.text(max_size=6) | st.just("caf\udce9.txt")  # a path that is no UTF-8
dates = st.none() | st.sampled_from(("2025", "2025-09", "2025-09-03", "2024-06-19"))


@dataclass(frozen=True)
class World:
    """Everything that one run hands to the writers."""

    extractions: tuple[Extraction, ...]
    judgements: tuple[Judgement, ...]
    entities: tuple[Entity, ...]
    graph: Graph
    verdicts: tuple[ClaimJudgement, ...] = ()


@st.composite
def spans(draw, document: Document) -> Span:
    start = draw(st.integers(0, len(document.text) - 1))
    return Span(document.id, start, draw(st.integers(start + 1, len(document.text))))


@st.composite
def documents(draw, id_: str) -> Document:
    text = draw(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.sampled_from(HOSTILE)
    )
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=4)))
    frame = tuple(
        Frame(start, end, draw(st.sampled_from(FRAME_KINDS)))
        for start, end in zip(ends[::2], ends[1::2], strict=False)
    )
    return Document(
        id=id_,
        name=draw(any_text),
        source=draw(any_text),
        text=text,
        title=draw(st.none() | any_text),
        date=draw(dates),
        outlet=draw(st.none() | any_text),
        authors=tuple(draw(st.lists(any_text, max_size=2))),
        frame=frame,
    )


@st.composite
def mentions(draw, document: Document, places: list[Span]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            span=span,
            text=document.text[span.start : span.end],
            type=draw(st.sampled_from(ENTITY_TYPES)),
            kind=draw(st.sampled_from(MENTION_KINDS)),
            name=draw(plain),
            antecedent=draw(st.none() | st.sampled_from(places)),
            members=tuple(sorted(draw(st.sets(st.sampled_from(places), max_size=3)))),
            frame=draw(st.none() | st.sampled_from(FRAME_KINDS)),
        )
        for span in places
    )


@st.composite
def arguments(draw, document: Document, places: list[Span]) -> Argument:
    mention = draw(st.none() | st.sampled_from(places)) if places else None
    full = draw(st.none() | spans(document)) if places else None
    return Argument(draw(plain), draw(st.none() | spans(document)), mention, full)


@st.composite
def statements(draw, document: Document, places: list[Span]) -> Statement:
    return Statement(
        subject=draw(arguments(document, places)),
        predicate=draw(arguments(document, [])),
        object=draw(arguments(document, places)),
        type=draw(plain),
        sentence=draw(spans(document)),
        polarity=draw(st.sampled_from(POLARITIES)),
        modality=draw(st.sampled_from(MODALITIES)),
        source=draw(st.none() | arguments(document, places)),
        time=draw(dates),
        confidence=draw(st.floats(0, 1)),
        rule=draw(plain),
        symmetric=draw(st.booleans()),
        ended=draw(st.booleans()),
        relayed_by=tuple(draw(st.lists(arguments(document, places), max_size=2))),
    )


@st.composite
def extractions(draw, document: Document) -> Extraction:
    places = sorted(draw(st.sets(spans(document), max_size=4)))
    return Extraction(
        document=document,
        mentions=draw(mentions(document, places)),
        statements=tuple(draw(st.lists(statements(document, places), max_size=3))),
        sentences=tuple(sorted(draw(st.sets(spans(document), max_size=3)))),
    )


@st.composite
def entities(draw, places: list[Span]) -> tuple[Entity, ...]:
    owners = {span: draw(st.integers(0, 3)) for span in places}
    return tuple(
        Entity(
            id=f"e{number}",
            name=draw(plain),
            type=draw(st.sampled_from(ENTITY_TYPES)),
            aliases=tuple(sorted(draw(st.sets(plain, max_size=2)))),
            mentions=tuple(sorted(span for span, owner in owners.items() if owner == number)),
        )
        for number in range(draw(st.integers(0, 4)))
    )


@st.composite
def relations(draw, ids: list[str], said: list[Statement]) -> tuple[Relation, ...]:
    if len(ids) < 2 or not said:
        return ()
    pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2)
    drawn = {}
    for _ in range(draw(st.integers(0, 4))):
        (subject, object_), type_ = draw(pair), draw(plain)
        kind = draw(st.sampled_from(RELATION_KINDS))
        evidence = draw(st.lists(st.sampled_from(said), min_size=1, max_size=3, unique=True))
        symmetric = draw(st.booleans())
        drawn[subject, object_, kind, type_, symmetric] = Relation(
            subject=subject,
            object=object_,
            type=type_,
            kind=kind,
            sentences=tuple(sorted({statement.sentence for statement in evidence})),
            statements=tuple(evidence) if kind == "stated" else (),
            weight=draw(st.floats(0, 1e6)),
            family=draw(st.sampled_from(("other", "conflict"))),
            polarity=draw(st.sampled_from((*POLARITIES, "mixed"))),
            modality=draw(st.sampled_from(MODALITIES)),
            symmetric=symmetric,
            distinct=draw(st.integers(1, 9)),
            sources=draw(st.integers(1, 9)),
        )
    return tuple(drawn[key] for key in sorted(drawn))


@st.composite
def verdicts(draw, said: tuple[Extraction, ...], ids: list[str]) -> tuple[ClaimJudgement, ...]:
    drawn = {}
    for extraction in said:
        for position, statement in enumerate(extraction.statements):
            if draw(st.booleans()):
                drawn[statement.sentence, position, ()] = draw(st.sampled_from(CLAIM_VERDICTS))
        for sentence in extraction.sentences if len(ids) > 1 else ():
            if draw(st.booleans()):
                ends = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True).map(sorted))
                drawn[sentence, -1, tuple(ends)] = draw(st.sampled_from(CLAIM_VERDICTS))
    return tuple(
        ClaimJudgement(sentence, None if ends else position, ends, drawn[sentence, position, ends])
        for sentence, position, ends in sorted(drawn)
    )


@st.composite
def copied(draw, read: tuple[Document, ...]) -> dict[str, tuple]:
    """Which documents copy which, and which sentences repeat which: the later ones the first one."""
    later = [document.id for document in read[1:] if draw(st.booleans())]
    texts = {document.id: document for document in read}
    repeats = {draw(spans(texts[id_])): draw(spans(read[0])) for id_ in later for _ in range(2)}
    return {
        "copies": tuple(Copy(id_, read[0].id, draw(st.floats(0, 1)), draw(any_text)) for id_ in later),
        "repeats": tuple(sorted(repeats.items())),
    }


@st.composite
def worlds(draw) -> World:
    """Everything of a run, each part consistent with the others."""
    read = tuple(draw(documents(f"d{number}")) for number in range(draw(st.integers(0, 3))))
    said = tuple(draw(extractions(document)) for document in read if draw(st.booleans()))
    places = [mention.span for extraction in said for mention in extraction.mentions]
    found = draw(entities(places))
    judged = {}
    for _ in range(draw(st.integers(0, 3)) if places else 0):
        left, right, by = draw(st.sampled_from(places)), draw(st.sampled_from(places)), draw(plain)
        verdict, score, reason = draw(st.sampled_from(VERDICTS)), draw(st.floats(0, 1)), draw(plain)
        parts = tuple(draw(st.lists(st.tuples(plain, st.floats(-3, 3)), max_size=2)))
        judged[left, right, by] = Judgement(left, right, verdict, score, reason, by, parts)
    extracted = {extraction.document.id for extraction in said}
    within = [d for d in read if d.id not in extracted or draw(st.integers(0, 3))]  # of the window of time
    ids = {document.id for document in within}
    graph = Graph(
        entities=tuple(
            replace(entity, mentions=tuple(span for span in entity.mentions if span.doc in ids))
            for entity in found
            if draw(st.booleans())
        ),
        documents=tuple(within),
        failures=tuple(draw(st.lists(st.builds(Failure, any_text, plain, any_text), max_size=2))),
        manifest=tuple(
            sorted(draw(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), any_text)).items())
        ),
    )
    graph = replace(graph, **draw(copied(graph.documents)))
    every = [s for extraction in said if extraction.document.id in ids for s in extraction.statements]
    edges = draw(relations([entity.id for entity in graph.entities], every))
    return World(
        said,
        tuple(judged[key] for key in sorted(judged)),
        found,
        replace(graph, relations=edges),
        draw(verdicts(said, [entity.id for entity in found])),
    )
