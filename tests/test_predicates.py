"""Predicates stand on their own: what they need for a reader and the sentence leaves out is added."""

from __future__ import annotations

import pytest

from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.types import Document, Mention, Span

# Sentence, a statement as a reader sees it.
WORDED = [
    # Titles and appositions with the whole title, and with "of" before a noun.
    ("EU trade chief Maros Sefcovic resigned.", "Maros Sefcovic | is trade chief of | EU"),
    ("Finnish Prime Minister Petteri Orpo spoke.", "Petteri Orpo | is Prime Minister | Finnish"),
    ("Finnish Prime Minister Petteri Orpo spoke.", "Petteri Orpo | is | Finnish Prime Minister"),
    ("They praised Olaf Scholz, Germany's former chancellor.", "Olaf Scholz | was chancellor of | Germany"),
    # A seat.
    ("The Oslo-based company Telenor paid.", "Telenor | is based in | Oslo"),
    # Equals: the object and "with" or "of"; none after a verb whose object the other party is.
    ("Finland and Sweden signed a pact.", "Finland | signed a pact with | Sweden"),
    ("Finland and Sweden are allies.", "Finland | are allies of | Sweden"),
    ("Finland and Norway share a border.", "Finland | share a border with | Norway"),
    ("Orpo and Merkel met.", "Orpo | met | Merkel"),
    # A noun with its parties: its kind, and "with" for "between".
    ("Analysts saw a new defence pact between Russia and China.", "Russia | new defence pact with | China"),
    ("A defence pact signed by Russia and Iran worried Japan.", "Russia | defence pact with | Iran"),
    # Members that belong together two by two, and an object that two verbs share.
    ("Obama and Merkel visited Rome and Madrid respectively.", "Obama | visited | Rome"),
    ("Obama and Merkel visited Rome and Madrid respectively.", "Merkel | visited | Madrid"),
    ("Merkel met and later praised Obama.", "Merkel | met | Obama"),
    ("Both Merkel and Scholz praised Obama.", "Merkel | praised | Obama"),
    # The object and its place.
    ("Angela Merkel hosted Barack Obama in Berlin.", "Barack Obama | was hosted in | Berlin"),
    ("Angela Merkel will welcome Barack Obama in Berlin.", "Barack Obama | be welcomed in | Berlin"),
    # What is given, before the one who gets it.
    ("The court gave Google the files.", "The court | gave the files to | Google"),
    ("The court gave the files to Google.", "The court | gave the files to | Google"),
]


def worded(nlp, text: str) -> list[str]:
    doc, document = nlp(text), Document("d", "d", "d", text)
    found = find_statements(doc, document, find_mentions(doc, document))
    return [f"{s.subject.text} | {s.predicate.text} | {s.object.text}" for s in found]


@pytest.mark.parametrize(("text", "expected"), WORDED)
def test_a_predicate_stands_on_its_own(nlp, text, expected):
    assert expected in worded(nlp, text)


def test_what_is_based_on_a_thing_is_based_nowhere(nlp):
    assert not any("based" in s.split(" | ")[1] for s in worded(nlp, "A rule-based court sued Google."))


def test_respectively_keeps_the_others_apart(nlp):
    assert "Obama | visited | Madrid" not in worded(
        nlp, "Obama and Merkel visited Rome and Madrid respectively."
    )


def test_a_verb_that_needs_no_object_takes_none_from_the_next(nlp):
    assert worded(nlp, "Merkel arrived and met Obama.") == ["Merkel | met | Obama"]


@pytest.mark.parametrize(
    "text", ["For example, Finland sued Google.", "On the other hand, Google paid in part."]
)
def test_words_that_link_sentences_are_no_complement(nlp, text):
    assert not any({"example", "hand", "part"} & set(s.split()) for s in worded(nlp, text))


def test_a_noun_that_sums_up_the_clause_describes_no_name(nlp):
    assert not any(
        "a move" in s for s in worded(nlp, "Merkel hosted Obama in Berlin, a move that angered Moscow.")
    )


@pytest.mark.parametrize(("kind", "described"), [("PERSON", True), ("GPE", False)])
def test_a_description_of_another_kind_is_a_wrong_parse(nlp, kind, described):
    text = "They left Berlin, a singer, in May."
    berlin = Mention(Span("d", 10, 16), "Berlin", kind, "name", "Berlin")
    found = find_statements(nlp(text), Document("d", "d", "d", text), [berlin])
    assert any(s.object.text == "a singer" for s in found) is described
