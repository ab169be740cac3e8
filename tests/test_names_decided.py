"""The fitted decision about names: its tags, its rules of thumb, its signs, and where it does not apply."""

from __future__ import annotations

import numpy as np
import pytest
from parses import document, parse

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions import find_mentions
from kgraph.mentions.classify import classify
from kgraph.mentions.find import find_names, names_by_rule
from kgraph.mentions.fitted import CLASSES, TAGS, TENSOR, Found, decide, decode, weights
from kgraph.mentions.signs import signs, weighed, windows
from kgraph.mentions.spans import Name, texts_of
from kgraph.types import Document

TAG_OF = {"O": 0} | {f"{b}-{c}": 1 + 2 * k + i for k, c in enumerate(CLASSES) for i, b in enumerate("BI")}


def logs_of(*tags):
    """Log probabilities in which each tag is by far the likeliest of its token."""
    logs = np.full((len(tags), TAGS), -9.0, np.float32)
    for i, tag in enumerate(tags):
        logs[i, TAG_OF[tag]] = -0.1
    return logs


def decoded(*tags, tokens=None):
    found = decode(logs_of(*tags), np.array(tokens if tokens is not None else range(len(tags))))
    return [(f.start, f.end, CLASSES[int(f.shares.argmax())]) for f in found]


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["O", "O"], []),
        (["B-PERSON", "I-PERSON", "O"], [(0, 2, "PERSON")]),
        (["B-ORG", "B-ORG"], [(0, 1, "ORG"), (1, 2, "ORG")]),
        (["B-ORG", "I-ORG", "B-PLACE"], [(0, 2, "ORG"), (2, 3, "PLACE")]),
        (["O", "B-OTHER"], [(1, 2, "OTHER")]),
    ],
)
def test_tags_make_names(tags, names):
    assert decoded(*tags) == names


def test_an_inside_tag_never_follows_another_class():
    for tags in (["O", "I-PERSON"], ["B-ORG", "I-PERSON"], ["I-PLACE", "O"]):
        for start, end, _ in decoded(*tags):
            assert end > start


def test_no_name_goes_over_a_token_that_was_not_weighed():
    assert decoded("B-ORG", "B-ORG", tokens=[3, 7]) == [(3, 4, "ORG"), (7, 8, "ORG")]
    assert all(end - start == 1 for start, end, _ in decoded("B-ORG", "I-ORG", tokens=[3, 7]))


def test_nothing_weighed_is_nothing_found():
    assert decode(np.zeros((0, TAGS), np.float32), np.zeros(0, np.intp)) == []


def with_network(monkeypatch, doc, names, types, *tags):
    """What is decided if the network gives these tags to the weighed tokens."""
    doc.tensor = np.zeros((len(doc), TENSOR), np.float32)
    monkeypatch.setattr("kgraph.mentions.fitted.log_probabilities", lambda rows, network: logs_of(*tags))
    return decide(doc, names, types, load_gazetteer(), weights())


def summary(names):
    return [(name.start, name.end, name.name, name.kind, name.decided) for name in names]


def test_where_the_rules_name_is_longer_it_is_that_name(monkeypatch):
    doc = parse("Asia-Pacific NNP compound 2\nEconomic NNP compound 2\nCooperation NNP ROOT 2")
    by_rule = [Name(0, 3, "ORG", "Asia-Pacific Economic Cooperation")]
    found = with_network(monkeypatch, doc, by_rule, ["ORG"], "B-ORG", "I-ORG", "O")
    assert summary(found) == [(0, 3, "Asia-Pacific Economic Cooperation", "name", "ORG")]


def test_a_title_is_no_part_of_a_person(monkeypatch):
    doc = parse("President NNP compound 2\nDonald NNP compound 2\nTrump NNP nsubj 3\nspoke VBD ROOT 3 speak")
    by_rule = [Name(1, 3, "PERSON", "Donald Trump")]
    tags = ("B-PERSON", "I-PERSON", "I-PERSON")
    assert summary(with_network(monkeypatch, doc, by_rule, ["PERSON"], *tags)) == [
        (1, 3, "Donald Trump", "name", "PERSON")
    ]


def test_no_name_ends_in_a_preposition_or_an_article(monkeypatch):
    doc = parse("Bank NNP ROOT 0\nof IN prep 0\nthe DT det 3\nNorth NNP pobj 1")
    found = with_network(monkeypatch, doc, [], [], "B-ORG", "I-ORG", "I-ORG", "B-PLACE")
    assert [name.name for name in found] == ["Bank", "North"]


@pytest.mark.parametrize("wrong", ["B-PERSON", "B-OTHER", "B-ORG"])
def test_a_country_stays_a_country(monkeypatch, wrong):
    doc = parse("France NNP nsubj 1\nwon VBD ROOT 1 win")
    names = with_network(monkeypatch, doc, [Name(0, 1, "GPE", "France")], ["GPE"], wrong)
    assert classify(doc, names, load_gazetteer()) == ["GPE"]


def test_demonyms_and_peoples_stay(monkeypatch):
    doc = parse("Chinese JJ amod 1\nBuddhists NNPS nsubj 2\nmet VBD ROOT 2 meet")
    by_rule = [Name(0, 1, "GPE", "China", "adjective"), Name(1, 2, "GROUP", "Buddhists")]
    found = with_network(monkeypatch, doc, by_rule, ["GPE", "GROUP"], "O", "B-ORG")
    assert found == by_rule


def test_what_the_network_passes_over_goes_unless_it_is_found_elsewhere(monkeypatch):
    text = (
        "Holt NNP ROOT 0\nand CC cc 0\nDebbie NNP compound 3\nHolt NNP conj 0\nof IN prep 3\nFoo NNP pobj 4"
    )
    by_rule = [Name(0, 1, "PERSON", "Holt"), Name(2, 4, "PERSON", "Debbie Holt"), Name(5, 6, "ORG", "Foo")]
    doc = parse(text)
    tags = ("O", "O", "B-PERSON", "I-PERSON", "O", "O")
    assert len(weighed(texts_of(doc), by_rule)) == len(tags)
    found = with_network(monkeypatch, doc, by_rule, ["PERSON", "PERSON", "ORG"], *tags)
    assert summary(found) == [
        (0, 1, "Holt", "name", "PERSON"),
        (2, 4, "Debbie Holt", "name", "PERSON"),
    ]


def test_mentions_of_a_name_vote_together(monkeypatch):
    doc = parse("Trump NNP nsubj 1\nsaw VBD ROOT 1 see\nTrump NNP dobj 1\nTrump NNP dep 1\nas IN prep 1")
    tags = ("B-PERSON", "O", "B-ORG", "B-PERSON")
    found = with_network(monkeypatch, doc, [], [], *tags)
    assert {name.decided for name in found} == {"PERSON"}


@pytest.mark.parametrize(
    ("decided", "label", "kind"),
    [("PLACE", "FAC", "FAC"), ("PLACE", "PERSON", "GPE"), ("OTHER", "EVENT", "EVENT"), ("ORG", "GPE", "ORG")],
)
def test_the_finer_type_is_the_evidence_s_within_the_class(decided, label, kind):
    doc = parse("Zork NNP nsubj 1\nopened VBD ROOT 1 open")
    names = [Name(0, 1, label, "Zork", decided=decided)]
    assert classify(doc, names, load_gazetteer()) == [kind]


def test_without_the_model_s_vectors_the_rules_stand_alone():
    doc = parse("Gazprom NNP nsubj 1\ngrew VBD ROOT 1 grow", ents=((0, 1, "ORG"),))
    assert find_names(doc, load_gazetteer()) == names_by_rule(doc, load_gazetteer())
    assert [m.type for m in find_mentions(doc, document(doc))] == ["ORG"]


def test_another_width_of_vectors_is_another_model():
    doc = parse("Gazprom NNP nsubj 1\ngrew VBD ROOT 1 grow", ents=((0, 1, "ORG"),))
    doc.tensor = np.ones((2, 300), np.float32)
    assert find_names(doc, load_gazetteer()) == names_by_rule(doc, load_gazetteer())


def test_the_weights_fit_the_signs(nlp):
    doc = nlp("Xi Jinping met Vladimir Putin in Beijing.")
    texts = texts_of(doc)
    rows = windows(signs(doc, texts, [], []), weighed(texts, []))
    assert rows.shape[1] == len(weights().hidden)
    assert weights().out.shape[1] == TAGS
    assert texts == [token.text for token in doc]


def test_a_lower_case_text_and_an_empty_one_have_no_names(nlp):
    for text in ("", "\n\n", "nothing is named here."):
        assert find_names(nlp(text), load_gazetteer()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was born in Rouen and died in Paris.", {"Rouen": "GPE", "Paris": "GPE"}),
        ("Google bought a start-up in Berlin, Reuters said.", {"Google": "ORG", "Reuters": "ORG"}),
        ("Catania lies on the Sicilian mainland, near Mount Etna.", {"Catania": "GPE", "Mount Etna": "LOC"}),
    ],
)
def test_names_as_the_weights_decide(nlp, text, expected):
    found = find_mentions(nlp(text), Document("d", "d", "d", text))
    types = {m.name: m.type for m in found if m.kind == "name"}
    assert expected.items() <= types.items()


def test_found_shares_are_logarithms():
    (found,) = decode(logs_of("B-ORG"), np.array([0]))
    assert isinstance(found, Found) and (found.shares <= 0).all()
