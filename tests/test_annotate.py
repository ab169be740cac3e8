"""Loading models, batches, long and broken documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph import annotate as stage
from kgraph.annotate import annotate, load_model, reading_copy
from kgraph.errors import ModelError
from kgraph.types import Document, Failure


def documents(*texts):
    return [Document(str(i), str(i), f"{i}.txt", text) for i, text in enumerate(texts)]


def test_a_missing_model_is_named_with_its_cure():
    with pytest.raises(ModelError, match="spacy download en_core_web_xx"):
        load_model("en_core_web_xx")


def test_a_path_to_no_model_is_not_to_be_downloaded():
    with pytest.raises(ModelError, match=r"'no/folder' is not a folder; correct the path"):
        load_model("no/folder")


@pytest.mark.parametrize("name", ["", "no/such/folder", "../x", "a b", "json", "spacy"])
def test_what_is_no_model_is_a_model_error(name):
    with pytest.raises(ModelError):
        load_model(name)


def test_a_paragraph_ends_a_sentence(nlp):
    doc = nlp("How united is the alliance\n\nBeijing and Moscow are far apart.")
    assert [s.text.strip() for s in doc.sents] == [
        "How united is the alliance",
        "Beijing and Moscow are far apart.",
    ]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        (
            "a hard-wrapped line of running text\nthat goes on here.",
            "a hard-wrapped line of running text that goes on here.",
        ),
        (
            "A sentence ends at the end of the line.\nThe next begins.",
            "A sentence ends at the end of the line.\nThe next begins.",
        ),
        ("Xi\nPutin\nKim", "Xi\nPutin\nKim"),
        ("a\tb\u00a0c", "a b c"),
        ("one\n\ntwo", "one\n\ntwo"),
        ('"' * 600 + " a", ('"' * 299 + " ") * 2 + " a"),
    ],
)
def test_the_reading_copy_mends_lines_inside_sentences(text, copy):
    assert reading_copy(text) == copy


@given(st.text(alphabet="ab .\n\t\xa0\xad-", max_size=200))
def test_the_reading_copy_keeps_all_offsets(text):
    assert len(reading_copy(text)) == len(text)


def test_a_long_document_is_read_in_pieces_that_fit_together(nlp, monkeypatch):
    monkeypatch.setattr(stage, "PIECE", 60)
    text = "Xi Jinping met Vladimir Putin in Beijing. " * 6
    ((_, doc),) = annotate(nlp, documents(text))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_a_document_that_breaks_the_model_costs_no_other(nlp):
    class Fragile:
        def pipe(self, texts, as_tuples):
            texts = list(texts)
            if any("bad" in text for text, _ in texts):
                raise RuntimeError("cannot read this")
            return nlp.pipe(texts, as_tuples=as_tuples)

    results = dict(
        zip("abc", (r for _, r in annotate(Fragile(), documents("One.", "bad", "Three."))), strict=True)
    )
    assert isinstance(results["b"], Failure)
    assert results["b"].source == "1.txt" and "cannot read this" in results["b"].message
    assert (results["a"].text, results["c"].text) == ("One.", "Three.")


def test_a_document_that_is_no_article_is_named(nlp, monkeypatch):
    monkeypatch.setattr(stage, "LONGEST", 20)
    _, (_, long), (_, short) = annotate(nlp, documents("One.", "A sentence. " * 3, "Three."))
    assert isinstance(long, Failure) and "split it" in long.message
    assert short.text == "Three."
