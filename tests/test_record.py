"""Whether there is anything to do is told by hashes: of all that the three files depend on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgraph import record
from kgraph.config import Config
from kgraph.decisions import Decision
from kgraph.record import Input, digest_of_files, digest_of_input
from kgraph.types import Document, Failure

DOCUMENT = Document("d", "a.txt", "a.txt", "Ruth sang.", authors=("Ann Bell",))
FAILURE = Failure("b.txt", "read", "is empty")
GIVEN = Input([DOCUMENT], [FAILURE], "news", ("c.txt",), ())
EXCLUDE = Decision("exclude", to="c.txt")
OTHERS = [
    replace(GIVEN, documents=[replace(DOCUMENT, id="e")]),
    replace(GIVEN, documents=[replace(DOCUMENT, name="z.txt")]),
    replace(GIVEN, documents=[replace(DOCUMENT, source="z.txt")]),
    replace(GIVEN, documents=[replace(DOCUMENT, authors=())]),
    replace(GIVEN, failures=[replace(FAILURE, message="cannot be read")]),
    replace(GIVEN, title="other news"),
    replace(GIVEN, excluded=()),
    replace(GIVEN, unmatched=(EXCLUDE,)),
]


@pytest.mark.parametrize("given", OTHERS)
def test_another_input_is_told(given):
    assert digest_of_input(given, Config(), (), "f") != digest_of_input(GIVEN, Config(), (), "f")


def test_other_choices_decisions_rules_code_or_libraries_are_told(monkeypatch):
    def digests(config=Config(), decisions=(), made_by="f"):  # noqa: B008 - frozen
        files = digest_of_files([("a.txt", "1")], "news", config, decisions, made_by)
        return files, digest_of_input(GIVEN, config, decisions, made_by)

    found = [digests(), digests(Config(comentions=1)), digests(decisions=[EXCLUDE]), digests(made_by="g")]
    monkeypatch.setattr(record, "code_digest", lambda: "other code")
    found.append(digests())
    monkeypatch.setattr(record, "version", lambda library: "0.0")
    found.append(digests())
    assert len({digest for both in found for digest in both}) == 2 * len(found)
