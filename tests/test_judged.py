"""The user's verdicts on statements and articles: what they match, and what they take out of the graph."""

from __future__ import annotations

import pytest
from test_graph import DOC, ENTITIES, MENTIONS, SENTENCES, TEXT, draw, end, state, stated

from kgraph.config import Config
from kgraph.decisions import Claim, Decision
from kgraph.graph import build_graph
from kgraph.judged import included, judged, without_wrong
from kgraph.types import Argument, ClaimJudgement, Document, Entity, Extraction, Mention, Span, Statement

MEETS = state(end("xi", 0), "meet", end("putin", 0), 0)
PRAISES = state(end("xi", 1), "praise", end("putin", 1), 1)
DENIES = state(end("xi", 1), "praise", end("putin", 1), 1, polarity="negative", modality="claimed")
SAID = Extraction(DOC, MENTIONS, (MEETS, PRAISES, DENIES), SENTENCES)
PLACE = {"document": "d.txt", "sentence": "Xi praised Putin.", "subject": "Xi", "object": "Putin"}


def verdict(verb="wrong", **claim):
    return Decision(verb, claim=Claim(**{**PLACE, **claim}))


def places(decision, extractions=(SAID,)):
    found, unmatched = judged(extractions, ENTITIES, [decision])
    assert bool(unmatched) is not bool(found)
    return [(j.sentence, j.statement if j.statement is not None else j.ends) for j in found]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        # what a claim tells, and which statements (1 praises, 2 denies) or pairs it means
        ({"type": "praise"}, [1, 2]),
        ({"type": "praise", "document": "d"}, [1, 2]),
        ({"type": "praise", "polarity": "positive"}, [1]),
        ({"type": "praise", "modality": "claimed"}, [2]),
        ({"type": "praise", "polarity": "negative", "modality": "possible"}, []),
        ({"type": "praise", "subject": "xi"}, []),  # the words as they are
        ({"type": "praise", "subject": "Putin", "object": "Xi"}, []),
        ({"type": "meet"}, []),
        ({"type": "praise", "sentence": "Xi praised him."}, []),
        ({"type": "praise", "document": "e.txt"}, []),
        ({}, [("putin", "xi")]),  # mentioned with
        ({"subject": "putin", "object": "XI"}, [("putin", "xi")]),
        ({"subject": "Nobody"}, []),
        ({"subject": "Putin"}, []),
    ],
)
def test_a_claim_is_found_by_what_it_says_and_where(claim, found):
    assert [place for _, place in places(verdict(**claim))] == found


@pytest.mark.parametrize(("verb", "told"), [("wrong", True), ("right", False), ("unclear", False)])
def test_only_a_verdict_that_would_change_something_is_told_where_it_matches_nothing(verb, told):
    found, unmatched = judged([SAID], ENTITIES, [verdict(verb, type="praise", document="gone.txt")])
    assert (found, bool(unmatched)) == ((), told)


def test_edits_elsewhere_do_not_matter_and_white_space_neither():
    """A paragraph before it, other line breaks: the offsets are others, the sentence is the same."""
    text = "A new lead.\n\nXi  praised\nPutin."
    xi, putin = Span("n", 13, 15), Span("n", 25, 30)
    praises = state(end("xi", 1), "praise", end("putin", 1), 1)
    moved = type(praises)(praises.subject, praises.predicate, praises.object, "praise", Span("n", 13, 31))
    document = Document("n", "d.txt", "d.txt", text)
    names = (Mention(xi, "Xi", "PERSON", "name", "Xi"), Mention(putin, "Putin", "PERSON", "name", "Putin"))
    edited = Extraction(document, names, (moved,), (Span("n", 0, 11), Span("n", 13, 31)))
    assert places(verdict(type="praise"), [edited]) == [(Span("n", 13, 31), 0)]


def test_a_sentence_that_stands_twice_is_judged_twice():
    twice = state(end("xi", 1), "praise", end("putin", 1), 1)
    copy = Document("c", "c.txt", "d.txt", TEXT)  # both are called d.txt, one by its name
    spans = tuple(Span("c", s.start, s.end) for s in SENTENCES)
    other = type(twice)(twice.subject, twice.predicate, twice.object, "praise", spans[1])
    found = places(verdict(type="praise"), [SAID, Extraction(copy, (), (other,), spans)])
    assert found == [(spans[1], 0), (SENTENCES[1], 1), (SENTENCES[1], 2)]


def copied(id_, text, subject="xi", object_="putin", **others):
    """An article of one sentence in which somebody is said to praise somebody, and who they are."""
    places = Span(id_, 0, 2), Span(id_, text.index("Putin"), text.index("Putin") + 5)
    ends = [Argument(text[s.start : s.end], s, s) for s in places]
    praise = Argument("praised")
    said = Statement(ends[0], praise, ends[1], "praise", Span(id_, 0, len(text)), **others)
    names = tuple(Mention(s, e.text, "PERSON", "name", e.text) for s, e in zip(places, ends, strict=True))
    document = Document(id_, f"{id_}.txt", f"{id_}.txt", text)
    owners = dict(zip(places, (subject, object_), strict=True))
    return Extraction(document, names, (said,), (said.sentence,)), owners


ORIGINAL = "Xi praised Putin - again."
COPIES = [
    # the sentence of another article, who is meant; does a verdict on the first one's statement, and on its
    # mentioning the two, hold for it?
    (ORIGINAL, {}, True, True),
    ("Xi  praised Putin — again …", {}, True, True),
    ("XI praised Putin—again", {}, False, True),  # the statement has other words for its subject
    ("Xi praised Putin, again.", {}, False, False),
    (ORIGINAL, {"subject": "xi-2"}, False, False),  # a namesake
    (ORIGINAL, {"polarity": "negative"}, False, True),
]


@pytest.mark.parametrize(("text", "others", "of_statement", "of_mentions"), COPIES)
def test_a_verdict_holds_for_copies_in_other_articles(text, others, of_statement, of_mentions):
    one, of_one = copied("one", ORIGINAL)
    two, of_two = copied("two", text, **others)
    owners = of_one | of_two
    people = [
        Entity(id_, id_.title(), "PERSON", (id_.title(),), tuple(s for s, o in owners.items() if o == id_))
        for id_ in sorted(set(owners.values()))
    ]
    for type_, holds in (("praise", of_statement), (None, of_mentions)):
        wrong = Decision("wrong", claim=Claim("one.txt", ORIGINAL, "Xi", "Putin", type_))
        found, unmatched = judged([one, two], people, [wrong])
        assert ({j.sentence.doc for j in found}, unmatched) == ({"one", "two"} if holds else {"one"}, ())


def test_a_verdict_on_the_copy_itself_counts_more():
    (one, of_one), (two, of_two) = copied("one", ORIGINAL), copied("two", ORIGINAL)
    places = {"xi": [], "putin": []}
    for span, owner in (of_one | of_two).items():
        places[owner].append(span)
    people = [Entity(id_, id_.title(), "PERSON", (), tuple(at)) for id_, at in places.items()]
    told = [
        Decision(verb, claim=Claim(f"{name}.txt", ORIGINAL, "Xi", "Putin", "praise"))
        for verb, name in (("wrong", "one"), ("right", "two"))
    ]
    found, _ = judged([one, two], people, told)
    assert [(j.sentence.doc, j.verdict) for j in found] == [("one", "wrong"), ("two", "right")]


def test_a_statement_that_was_judged_wrong_is_no_evidence():
    later = state(end("xi", 2), "praise", end("putin", 3), 3)
    said = (MEETS, PRAISES, later)
    wrong = (ClaimJudgement(SENTENCES[1], 1, (), "wrong"),)
    before, after = draw(*said), draw(*said, judgements=wrong)
    assert [(r.type, r.distinct) for r in stated(before)] == [("meet", 1), ("praise", 2)]
    assert [(r.type, r.distinct) for r in stated(after)] == [("meet", 1), ("praise", 1)]
    assert stated(after)[1].statements == (later,)


@pytest.mark.parametrize(("verdict_", "left"), [("wrong", 0), ("right", 1), ("unclear", 1)])
def test_an_edge_whose_statements_are_all_wrong_is_gone(verdict_, left):
    graph = draw(PRAISES, judgements=(ClaimJudgement(SENTENCES[1], 0, (), verdict_),))
    assert len(stated(graph)) == left
    assert [e.id for e in graph.entities] == ["kim", "putin", "xi"]  # the names are there all the same


def test_a_sentence_that_does_not_mention_the_two_is_no_evidence_of_it():
    """Xi and Putin stand in three sentences together; kim and xi in one."""
    wrong = [
        ClaimJudgement(SENTENCES[0], None, ("putin", "xi"), "wrong"),
        ClaimJudgement(SENTENCES[3], None, ("kim", "xi"), "wrong"),
        ClaimJudgement(SENTENCES[3], None, ("kim", "putin"), "right"),
    ]
    pairs = {(r.subject, r.object): r.sentences for r in draw(judgements=wrong).relations}
    assert pairs == {("putin", "xi"): (SENTENCES[1], SENTENCES[3]), ("kim", "putin"): (SENTENCES[3],)}


def test_what_is_wrong_is_left_out_of_an_extraction():
    (left,) = without_wrong([SAID], [ClaimJudgement(SENTENCES[1], 1, (), "wrong")])
    assert left.statements == (MEETS, DENIES)
    assert without_wrong([SAID], [ClaimJudgement(SENTENCES[1], 1, (), "right")]) == [SAID]


# --- articles that are left out ---


def test_an_excluded_article_is_left_out_by_name_source_or_id():
    read = [Document(f"id{n}", f"{n}.txt", f"news/{n}.txt", "Text.") for n in range(5)]
    out = [Decision("exclude", to=name) for name in ("1.txt", "news/2.txt", "id3", "id3", "9.txt")]
    documents, excluded, unmatched = included(read, out)
    assert [d.id for d in documents] == ["id0", "id4"]
    assert [d.id for d in excluded] == ["id1", "id2", "id3"]
    assert unmatched == (out[4],)
    assert included(read, ()) == (read, [], ())


# --- the window of time ---

FACES = {"a": "2025-08-31", "b": "2025-09", "c": "2025-09-03", "e": None}


def dated():
    """Xi and Putin meet in four articles; Kim stands beside them in the third alone."""
    extractions, spans = [], {"xi": [], "putin": [], "kim": []}
    for id_, date in FACES.items():
        names = [("xi", 0, 2), ("putin", 7, 12), *([("kim", 17, 20)] if id_ == "c" else [])]
        text = "Xi met Putin and Kim." if id_ == "c" else "Xi met Putin."
        mentions = tuple(
            Mention(Span(id_, a, b), text[a:b], "PERSON", "name", text[a:b]) for _, a, b in names
        )
        for name, a, b in names:
            spans[name].append(Span(id_, a, b))
        sentence = Span(id_, 0, len(text))
        meets = type(MEETS)(
            *(type(MEETS.subject)(m.text, m.span, m.span) for m in (mentions[0], mentions[0], mentions[1])),
            type="meet",
            sentence=sentence,
        )
        document = Document(id_, f"{id_}.txt", f"{id_}.txt", text, date=date)
        extractions.append(Extraction(document, mentions, (meets,), (sentence,)))
    entities = [Entity(n, n.title(), "PERSON", (n.title(),), tuple(at)) for n, at in sorted(spans.items())]
    return extractions, entities


@pytest.mark.parametrize(
    ("since", "until", "articles", "nodes"),
    [
        ("", "", "abce", ["kim", "putin", "xi"]),
        ("2025-09", "", "bc", ["kim", "putin", "xi"]),
        ("", "2025-09-02", "ab", ["putin", "xi"]),
        ("2025-09-03", "2025", "bc", ["kim", "putin", "xi"]),
        ("2026", "", "", []),
    ],
)
def test_the_graph_holds_what_articles_of_the_window_say(since, until, articles, nodes):
    extractions, entities = dated()
    graph = build_graph(extractions, entities, config=Config(since=since, until=until))
    assert "".join(d.id for d in graph.documents) == articles
    assert [e.id for e in graph.entities] == nodes
    assert {s.doc for e in graph.entities for s in e.mentions} == set(articles)
    assert {s.doc for r in graph.relations for s in r.sentences} == set(articles)
    counts = dict(graph.manifest)
    if since or until:
        assert counts["articles without a date"] == "1"
        assert counts["articles outside the window"] == str(3 - len(articles))
    else:
        assert "articles without a date" not in counts


def test_a_window_of_everything_dated_is_the_graph_of_those():
    extractions, entities = dated()
    graph = build_graph(extractions, entities, config=Config(since="1990"))
    cut = [
        type(e)(e.id, e.name, e.type, e.aliases, tuple(s for s in e.mentions if s.doc != "e"))
        for e in entities
    ]
    assert graph.relations == build_graph(extractions[:3], cut).relations
