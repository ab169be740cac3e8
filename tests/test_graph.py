"""Statements and sentences lifted to entities, grouped and counted."""

from __future__ import annotations

from kgraph.config import Config, Groups
from kgraph.graph import build_graph
from kgraph.types import Argument, Document, Entity, Extraction, Failure, Mention, Span, Statement

TEXT = "Xi met Putin. Xi praised Putin. Putin left. Xi, Putin and Kim spoke."
DOC = Document("d", "d.txt", "d.txt", TEXT)
SENTENCES = tuple(Span("d", a, b) for a, b in [(0, 13), (14, 31), (32, 43), (44, 68)])
NAMES = {
    "xi": [Span("d", 0, 2), Span("d", 14, 16), Span("d", 44, 46)],
    "putin": [Span("d", 7, 12), Span("d", 25, 30), Span("d", 32, 37), Span("d", 48, 53)],
    "kim": [Span("d", 58, 61)],
}
MENTIONS = tuple(
    sorted(
        (
            Mention(s, TEXT[s.start : s.end], "PERSON", "name", name.title())
            for name, ss in NAMES.items()
            for s in ss
        ),
        key=lambda m: m.span,
    )
)
ENTITIES = tuple(
    Entity(name, name.title(), "PERSON", (name.title(),), tuple(spans))
    for name, spans in sorted(NAMES.items())
)


def end(name: str, i: int) -> Argument:
    return Argument(name.title(), NAMES[name][i], NAMES[name][i])


def state(subject, predicate, obj, sentence, **others) -> Statement:
    return Statement(subject, Argument(predicate), obj, predicate, SENTENCES[sentence], **others)


def draw(*statements, mentions=MENTIONS, judgements=(), **config):
    extraction = Extraction(DOC, mentions, statements, SENTENCES)
    return build_graph([extraction], ENTITIES, config=Config(**config), judgements=judgements)


def stated(graph):
    return [r for r in graph.relations if r.kind == "stated"]


def test_statements_of_one_pair_direction_and_type_are_one_relation():
    again = state(end("xi", 2), "praise", end("putin", 3), 3)
    (relation,) = stated(draw(state(end("xi", 1), "praise", end("putin", 1), 1), again))
    assert (relation.subject, relation.type, relation.object, relation.weight) == (
        "xi",
        "praise",
        "putin",
        1.0,  # one article is one source
    )
    assert relation.sentences == (SENTENCES[1], SENTENCES[3])


def test_types_that_say_the_same_are_one_relation_and_keep_their_words():
    (relation,) = stated(
        draw(
            state(end("xi", 0), "hold talks with", end("putin", 0), 0, symmetric=True),
            state(end("putin", 3), "meet", end("xi", 2), 3),
        )
    )
    assert (relation.subject, relation.type, relation.object) == ("putin", "meet", "xi")
    assert (relation.symmetric, relation.distinct, relation.family) == (True, 2, "meeting")
    assert [s.type for s in relation.statements] == ["hold talks with", "meet"]


def test_an_edge_is_named_by_the_commonest_wording_where_no_list_names_it():
    graph = draw(
        state(end("xi", 0), "defence pact", end("putin", 0), 0, symmetric=True),
        state(end("xi", 2), "defense pact", end("putin", 3), 3, symmetric=True),
        state(end("xi", 2), "defense pact", end("kim", 0), 3, symmetric=True),
    )
    assert {(r.type, len(r.statements)) for r in stated(graph)} == {("defense pact", 2), ("defense pact", 1)}


def test_what_has_a_direction_lies_beside_what_has_none():
    graph = draw(
        state(end("xi", 0), "partner", end("putin", 0), 0),
        state(end("xi", 2), "partner", end("putin", 3), 3, symmetric=True),
        state(end("putin", 3), "partner", end("xi", 2), 3),
    )
    assert [(r.subject, r.object, r.symmetric) for r in stated(graph)] == [
        ("putin", "xi", False), ("putin", "xi", True), ("xi", "putin", False),
    ]  # fmt: skip


def test_a_user_draws_other_families_and_keeps_types_apart():
    config = {"families": Groups((("summitry", ("meet",)),)), "types": Groups(off=("meet",))}
    graph = draw(
        state(end("xi", 0), "hold talks with", end("putin", 0), 0, symmetric=True),
        state(end("xi", 2), "meet", end("putin", 3), 3, symmetric=True),
        **config,
    )
    assert [(r.type, r.family) for r in stated(graph)] == [
        ("hold talks with", "meeting"),
        ("meet", "summitry"),
    ]


def test_types_and_directions_are_kept_apart():
    graph = draw(
        state(end("xi", 0), "visit", end("putin", 0), 0),
        state(end("xi", 1), "praise", end("putin", 1), 1),
        state(end("putin", 1), "praise", end("xi", 1), 1),
    )
    assert [(r.subject, r.type, r.object) for r in stated(graph)] == [
        ("putin", "praise", "xi"), ("xi", "praise", "putin"), ("xi", "visit", "putin"),
    ]  # fmt: skip


def test_a_symmetric_statement_has_no_direction():
    graph = draw(
        state(end("xi", 0), "pact", end("putin", 0), 0, symmetric=True),
        state(end("putin", 3), "pact", end("xi", 2), 3, symmetric=True),
    )
    assert [(r.subject, r.object, len(r.statements)) for r in stated(graph)] == [("putin", "xi", 2)]


def test_a_denial_or_a_claim_is_no_plain_evidence():
    (denied,) = stated(draw(state(end("xi", 0), "meet", end("putin", 0), 0, polarity="negative")))
    assert (denied.polarity, denied.weight) == ("negative", 0.0)
    for modality in ("claimed", "possible"):
        (doubtful,) = stated(draw(state(end("xi", 0), "meet", end("putin", 0), 0, modality=modality)))
        assert (doubtful.modality, doubtful.weight) == (modality, 0.0)
    (mixed,) = stated(
        draw(
            state(end("xi", 0), "meet", end("putin", 0), 0, polarity="negative"),
            state(end("xi", 2), "meet", end("putin", 3), 3, modality="planned"),
        )
    )
    assert (mixed.polarity, mixed.modality, mixed.weight) == ("mixed", "planned", 1.0)


def test_a_denial_does_not_make_a_claim_look_like_a_fact():
    (relation,) = stated(
        draw(
            state(end("xi", 0), "praise", end("putin", 0), 0, polarity="negative"),
            state(end("xi", 1), "praise", end("putin", 1), 1, modality="claimed"),
        )
    )
    assert (relation.polarity, relation.modality, relation.weight) == ("mixed", "claimed", 0.0)


def wire(*texts: str) -> list[Extraction]:
    """Articles of one sentence each, "A thanked B" or so, each with its statement."""
    made = []
    for n, text in enumerate(texts):
        doc = f"w{n}"
        ends = [Span(doc, 0, 5), Span(doc, len(text) - 6, len(text) - 1)]
        mentions = tuple(
            Mention(s, text[s.start : s.end], "GPE", "name", text[s.start : s.end]) for s in ends
        )
        sentence = Span(doc, 0, len(text))
        said = Statement(
            Argument("Japan", ends[0], ends[0]),
            Argument("thanked"),
            Argument("Kenya", ends[1], ends[1]),
            "thank",
            sentence,
        )
        made.append(Extraction(Document(doc, doc, doc, text), mentions, (said,), (sentence,)))
    return made


def test_one_sentence_in_several_articles_is_one_statements_worth():
    said = wire("Japan thanked Kenya.", "JAPAN  thanked Kenya!", "Japan warmly thanked Kenya.")
    entities = [
        Entity(name, name, "GPE", (name,), tuple(e.mentions[at].span for e in said))
        for at, name in enumerate(("Japan", "Kenya"))
    ]
    relations = {r.kind: r for r in build_graph(said, entities).relations}
    thanks = relations["stated"]
    assert (thanks.weight, thanks.distinct, len(thanks.sentences), len(thanks.statements)) == (2.0, 2, 3, 3)
    assert (thanks.sources, relations["co-mention"].sources) == (2, 2)
    assert (relations["co-mention"].distinct, len(relations["co-mention"].sentences)) == (2, 3)
    assert relations["co-mention"].weight == 1.0  # in two of two sentences, as by chance


def test_a_teaser_that_repeats_its_article_counts_once():
    text = "Japan thanked Kenya. Japan thanked Kenya."
    ends = {"Japan": [Span("d", 0, 5), Span("d", 21, 26)], "Kenya": [Span("d", 14, 19), Span("d", 35, 40)]}
    sentences = (Span("d", 0, 20), Span("d", 21, 41))
    mentions = tuple(
        Mention(s, n, "GPE", "name", n) for at in (0, 1) for n, s in ((n, ends[n][at]) for n in ends)
    )
    said = tuple(
        Statement(
            Argument("Japan", ends["Japan"][at], ends["Japan"][at]),
            Argument("thanked"),
            Argument("Kenya", ends["Kenya"][at], ends["Kenya"][at]),
            "thank",
            sentences[at],
        )
        for at in (0, 1)
    )
    entities = [Entity(n, n, "GPE", (n,), tuple(spans)) for n, spans in ends.items()]
    graph = build_graph([Extraction(Document("d", "d", "d", text), mentions, said, sentences)], entities)
    assert [(r.weight, r.distinct) for r in stated(graph)] == [(1.0, 1)]


def test_an_end_that_is_plain_text_makes_no_edge():
    assert stated(draw(state(end("xi", 0), "meet", Argument("a delegation"), 0))) == []


def test_a_group_gives_an_edge_for_each_member():
    trio = Mention(
        Span("d", 44, 61), TEXT[44:61], "PERSON", "nominal", members=tuple(NAMES[n][-1] for n in NAMES)
    )
    graph = draw(
        state(Argument("Xi, Putin and Kim", trio.span, trio.span), "criticise", end("putin", 2), 2),
        mentions=tuple(sorted([*MENTIONS, trio], key=lambda m: m.span)),
    )
    assert [(r.subject, r.object) for r in stated(graph)] == [("kim", "putin"), ("xi", "putin")]


def test_statements_below_the_confidence_asked_for_are_left_out():
    said = state(end("xi", 0), "meet", end("putin", 0), 0, confidence=0.4)
    assert len(stated(draw(said, min_confidence=0.4))) == 1
    assert stated(draw(said, min_confidence=0.5)) == []


def test_a_co_mention_says_how_much_more_often_than_by_chance():
    together = {(r.subject, r.object): r for r in draw().relations}
    # xi in 3 of 4 sentences, putin in 4: together in 3, as by chance; kim and xi once, where 0.75 is chance
    assert together["putin", "xi"].weight == 1.0
    assert together["kim", "xi"].weight == round(4 / 3, 3)
    assert together["putin", "xi"].sentences == (SENTENCES[0], SENTENCES[1], SENTENCES[3])


def test_the_weakest_co_mentions_are_cut_and_counted():
    graph = draw(comentions=1)
    kept = [r for r in graph.relations if r.kind == "co-mention"]
    counts = dict(graph.manifest)
    assert len(kept) == int(counts["co-mentions"])
    assert len(kept) + int(counts["co-mentions cut"]) == 3
    assert draw(comentions=0).relations == ()


def test_who_stands_only_in_the_frame_is_no_node():
    framed = tuple(
        Mention(m.span, m.text, m.type, m.kind, m.name, frame="byline") if m.name == "Kim" else m
        for m in MENTIONS
    )
    graph = draw(state(end("xi", 0), "meet", end("kim", 0), 0), mentions=framed)
    assert [e.id for e in graph.entities] == ["putin", "xi"]
    assert all("kim" not in (r.subject, r.object) for r in graph.relations)


def test_a_table_of_names_makes_no_co_mentions():
    names = [f"Entity{i:02}" for i in range(30)]
    text = " ".join(names)
    spans = [Span("t", i * 9, i * 9 + 8) for i in range(30)]
    mentions = tuple(Mention(s, n, "ORG", "name", n) for s, n in zip(spans, names, strict=True))
    entities = [Entity(n, n, "ORG", (n,), (s,)) for s, n in zip(spans, names, strict=True)]
    table = Extraction(Document("t", "t", "t", text), mentions, (), (Span("t", 0, len(text)),))
    assert build_graph([table], entities).relations == ()


def test_the_graph_names_what_failed_and_how_it_was_made():
    graph = build_graph([], [], failures=[Failure("x.txt", "read", "empty")], manifest={"model": "m"})
    assert graph.failures == (Failure("x.txt", "read", "empty"),)
    assert dict(graph.manifest)["model"] == "m"
    assert dict(graph.manifest)["failures"] == "1"
