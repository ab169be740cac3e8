"""The data that pass between the stages: frozen dataclasses of tuples and scalars.

Every offset counts characters of its document's ``text`` and every range is half-open:
``text[start:end]``.  None of these types holds a spaCy object, so that all of them can be
stored, compared and sent to another process.
"""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK", "GROUP")
MENTION_KINDS = ("name", "adjective", "nominal", "pronoun")
FRAME_KINDS = ("header", "byline", "dateline", "credit", "footer")
POLARITIES = ("positive", "negative")
MODALITIES = ("asserted", "planned", "possible", "claimed")  # from the plainest to the weakest
VERDICTS = ("same", "different", "unsure")
CLAIM_VERDICTS = ("right", "wrong", "unclear")
RELATION_KINDS = ("stated", "co-mention")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of the document whose id is ``doc``; 0 <= start < end."""

    doc: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start} and {self.end}")


@dataclass(frozen=True, slots=True, order=True)
class Frame:
    """A part of the text that belongs to the article's frame and not to its story.

    ``kind`` is one of FRAME_KINDS: a site's header, a byline, a dateline, a photo credit, or a
    footer such as "(Reporting by ...)".
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article.  ``text`` is final: every offset of every stage points into it.

    ``id`` is a hash of the content, ``name`` what the user calls the document (the ``id`` field
    of a JSON line, else its path below the folder that was named), ``source`` where it came from
    (path or the ``source`` field).  ``date`` is an ISO date of the precision that is known
    ("2025-09-03", "2025-09", "2025").  ``title``, ``date`` and ``outlet`` are None when unknown.
    ``frame`` is sorted and does not overlap.
    """

    id: str
    name: str
    source: str
    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    frame: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that refers to an entity.

    ``text`` is the exact text of the span.  ``kind`` is one of MENTION_KINDS; an adjective is a
    demonym ("Chinese" in "Chinese officials").  ``name`` is, for names and adjectives, the name
    that the mention stands for: without article, possessive and line breaks, and the country's
    name for a demonym; empty for nominals and pronouns.  ``antecedent`` is the mention of the
    same document that this one refers back (or forward) to, ``members`` are the mentions that a
    group such as "the trio" is made of.  ``frame`` is the kind of frame that the mention stands
    in, or None for the story.  ``office`` is, for a description whose holder the document does not
    name, whose it is ("head: russia"), else empty; the corpus may tell.  No two mentions of a
    document have the same span.
    """

    span: Span
    text: str
    type: str
    kind: str
    name: str = ""
    antecedent: Span | None = None
    members: tuple[Span, ...] = ()
    frame: str | None = None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """A part of a statement: its readable text, where it stands, and its head mention if any.

    ``span`` is None where the text stands nowhere as such.  ``mention`` is the span of the
    Mention that is the argument's head, None where the end is plain text.  The text ends where a
    reader has enough; ``full`` is the whole phrase, with its relative clauses and appositions ("the
    pact, which ends in May"), None where the text is all of it.
    """

    text: str
    span: Span | None = None
    mention: Span | None = None
    full: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim made in one sentence: subject, predicate, object.

    ``type`` is short and in the words of the text: the agreement's or event's own name ("mutual
    defence pact"), the role noun ("director"), else the verb's lemma with particle or
    preposition ("accuse", "supply to").  ``source`` is who the text says makes the claim,
    None for the writer; ``relayed_by`` are those who tell that the source says so, from the one
    nearest to it outwards: of "Reuters reported that Lavrov said", Lavrov is the source and
    Reuters relays him.  ``time`` is ISO 8601 with the precision that the text gives ("2024-06";
    "2025-W35" a week, "199X" a decade, "2014/2019" and "2011/.." intervals, "2022-22" a summer).
    ``confidence`` is between 0 and 1: of statements at .8 about four in five are right (fitted to
    statements that were read one by one, see ``kgraph/data/confidence.toml``).  ``rule`` names the
    rule that found the statement.
    ``symmetric`` is true where subject and object could change places ("a pact between").
    ``ended`` is true where the text says that it holds no longer ("former", "ex-").
    """

    subject: Argument
    predicate: Argument
    object: Argument
    type: str
    sentence: Span
    polarity: str = "positive"
    modality: str = "asserted"
    source: Argument | None = None
    time: str | None = None
    confidence: float = 1.0
    rule: str = ""
    symmetric: bool = False
    ended: bool = False
    relayed_by: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document says: its mentions and its statements, both in reading order."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two mentions refer to one entity.  ``by`` is the matcher's name, or "user".

    ``parts`` is the named evidence that the ``score`` is made of, each with its weight (positive
    speaks for sameness), the weightiest first.
    """

    left: Span
    right: Span
    verdict: str
    score: float
    reason: str
    by: str
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ClaimJudgement:
    """Whether a sentence says what was read in it.

    That is the statement at the position ``statement`` among those of its document or, where
    that is None, that the two entities whose ids are ``ends``, sorted, are mentioned in it; for a
    statement they are empty.  ``verdict`` is one of CLAIM_VERDICTS; ``by`` is "user".
    """

    sentence: Span
    statement: int | None
    ends: tuple[str, ...]
    verdict: str
    by: str = "user"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place ... under one canonical name.

    ``aliases`` are all the spellings of its names, the canonical one among them, sorted;
    ``mentions`` are all the places that refer to it, sorted.  ``id`` is made of the canonical
    name and, where two entities share it, the type.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge of the graph between two entity ids; never without evidence.

    A stated relation groups the ``statements`` of one pair, direction and type, those of other
    types that say the same among them; a co-mention has no statements and its evidence is in
    ``sentences``.  ``sentences`` are all the places, sorted, for both kinds; ``distinct`` is how many
    there are when those that repeat another count once, and ``sources`` how many independent sources they
    come from: articles, those that tell one story counted once.  ``weight`` is, for a stated relation, the
    number of independent sources whose statement is positive and asserted or planned, and for a
    co-mention how many times more often than by chance the two stand in one sentence.  ``polarity``
    is one of POLARITIES or "mixed"; ``modality`` is the plainest modality, in the order of
    MODALITIES, among the statements that are not negative, or among all if all are.
    """

    subject: str
    object: str
    type: str
    kind: str
    sentences: tuple[Span, ...]
    statements: tuple[Statement, ...] = ()
    weight: float = 1.0
    family: str = "other"
    polarity: str = "positive"
    modality: str = "asserted"
    symmetric: bool = False
    distinct: int = 1
    sources: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """A document that copies or rewrites another, which ``original`` names: both tell one story.

    The original is itself no copy.  ``share`` is how much of the document's sentences stands, in the same
    or in other words, in the document that it is likest to; ``reason`` says so for people to read.
    """

    document: str
    original: str
    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or a part of one, that could not be read or annotated: nothing is lost unnamed."""

    source: str
    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Entities sorted by id and relations by (subject, object, kind, type, symmetric).

    ``documents`` are those that were read, sorted by id: evidence points into their texts.
    ``copies`` are the documents that tell another's story, sorted; ``repeats`` are pairs of a sentence and
    the first one that says the same in the same or in other words, sorted.
    ``manifest`` says how the graph was made, as sorted pairs of strings (versions, settings,
    counts), with no clock and no host in it.
    """

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    manifest: tuple[tuple[str, str], ...] = ()
    copies: tuple[Copy, ...] = ()
    repeats: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do with the documents of its input, by their names, sorted.

    ``added`` were not there in the last run, ``changed`` were there with another content, ``removed``
    are there no longer; ``unchanged`` counts those that are as they were.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """The record of a build that ended: what it did, and from what to what.

    ``number`` counts the runs of a store from 1.  ``started`` is the time in UTC, ISO 8601.
    ``inputs`` is a hash of all that the result depends on: where it is the same there is nothing to
    do.  ``read`` is a hash of the files' bytes and the settings, by which that is known before anything
    is read; empty where it cannot be.  ``files`` are the names and SHA-256 of the files that were
    written beside the store.
    """

    number: int
    started: str
    seconds: float
    plan: Plan
    inputs: str
    read: str = ""
    files: tuple[tuple[str, str], ...] = ()
