"""Statements and mentions of odd text: run-on sentences, marks taken for nouns, broken lines."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

import pytest
from parses import document, parse
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.annotate import annotate
from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.statements.arguments import of_tokens
from kgraph.statements.reading import Reading
from kgraph.types import Document, Mention, Span, Statement


def stated(doc: Doc, names: str = "Xi Ana") -> list[Statement]:
    """The statements of a hand-made Doc in which these words are persons."""
    places = [(Span("d", t.idx, t.idx + len(t)), t.text) for t in doc if t.text in names.split()]
    return find_statements(
        doc, document(doc), [Mention(s, text, "PERSON", "name", text) for s, text in places]
    )


def owners(count: int) -> Doc:
    """ "Xi 's Xi 's ... Ana"."""
    rows = [f"Xi NNP poss {2 * i + 2}\n's POS case {2 * i}" for i in range(count)]
    return parse("\n".join([*rows, f"Ana NNP ROOT {2 * count}"]))


def attempts(count: int) -> Doc:
    """ "Xi tried to try to try ..."."""
    rows = [f"to TO aux {2 * i + 3}\ntry VB xcomp {2 * i + 1} try" for i in range(count)]
    return parse("\n".join(["Xi NNP nsubj 1", "tried VBD ROOT 1 try", *rows]))


def deeds(count: int) -> Doc:
    """ "Xi praised praised ... Ana": verbs in a chain that share their last one's object."""
    rows = [f"praised VBD conj {i + 1} praise" for i in range(count)]
    return parse(
        "\n".join(["Xi NNP nsubj 1", "praised VBD ROOT 1 praise", *rows, f"Ana NNP dobj {count + 1}"])
    )


@pytest.mark.parametrize("run_on", [owners, attempts, deeds])
def test_a_run_on_sentence_twice_as_long_costs_about_twice(run_on: Callable[[int], Doc]) -> None:
    def calls(count: int) -> int:
        doc = run_on(count)
        profile = cProfile.Profile()
        profile.runcall(stated, doc)
        found: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
        return found

    calls(10)  # what is read once
    assert calls(400) < 3 * calls(200)


def test_a_chain_of_verbs_may_be_longer_than_the_stack() -> None:
    assert stated(deeds(2000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi NNP nsubj 1\nsigned VBD ROOT 1 sign\n[ NN dobj 1", []),
        ("Xi NNP nsubj 1\nsigned VBD ROOT 1 sign\npacts NNS dobj 1 pact", ["pacts"]),
        ("Xi NNP nsubj 1\nsigned VBD ROOT 1 sign\n38 CD dobj 1", ["38"]),
    ],
)
def test_a_mark_is_no_end_of_a_statement(text: str, expected: list[str]) -> None:
    assert [s.object.text for s in stated(parse(text))] == expected


def test_a_mark_says_nothing() -> None:
    doc = parse("] NN nsubj 1\nsaid VBD ROOT 1 say\nXi NNP nsubj 3\nmet VBD ccomp 1 meet\nAna NNP dobj 3")
    assert [(s.object.text, s.source) for s in stated(doc) if s.type == "meet"] == [("Ana", None)]


def test_words_in_pieces_stand_on_one_line() -> None:
    doc = Doc(parse("Xi NNP ROOT 0").vocab, words=["signed", " ", "it", "with"])
    pieces = of_tokens(Reading(doc, document(doc), []), [doc[0], doc[1], doc[3]])
    assert pieces.text == "signed with"


def test_a_type_has_at_most_five_words() -> None:
    doc = parse(
        """
        Xi NNP nsubj 1
        is VBZ ROOT 1 be
        a DT det 6
        royal JJ amod 6
        summer NN compound 6
        palace NN compound 6
        warden NN attr 1
        in IN prep 6
        the DT det 9
        province NN pobj 7
        of IN prep 9
        Ana NNP pobj 10
        """
    )
    assert [s.type for s in stated(doc) if s.object.text == "Ana"] == ["palace warden in province of"]


def test_a_mention_keeps_its_line_break(nlp: Language) -> None:
    text = "Xi Jinping flew to Moscow on Monday. Later the\nChinese president left."
    made = Document("d", "d", "d", text)
    ((_, doc),) = annotate(nlp, [made])
    assert isinstance(doc, Doc)
    found = find_mentions(doc, made)
    assert any("\n" in m.text for m in found)
    assert all(m.text == text[m.span.start : m.span.end] for m in found)
